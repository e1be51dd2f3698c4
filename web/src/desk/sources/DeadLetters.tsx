import { useState } from 'react'
import { pathWith } from '../../api/getJson.ts'
import { useDeadLetters, useDeadLetterSummary } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Pager } from '../parts/Pager.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { useFilters } from '../parts/useFilters.ts'
import { ActFault } from './ActFault.tsx'
import { Letter } from './Letter.tsx'
import { letterFilterOf, letterQueryOf, type LetterFilter } from './letterFilter.ts'
import { LetterFilters } from './LetterFilters.tsx'
import { LetterGroups } from './LetterGroups.tsx'
import { ReplayAnswer } from './ReplayAnswer.tsx'
import { replayMany, type ReplayAsk, type ReplayOutcome } from './replay.ts'
import { useProducerAct } from './useProducerAct.ts'

const limit = 50
const minuteMs = 60_000

/** Everything that was not accepted: in groups, and letter by letter, newest first. */
export function DeadLetters() {
  const { t } = useText('desk')
  const format = useFormat()
  const [search, change] = useFilters()
  const [pages, setPages] = useState<readonly string[]>([])
  const filter = letterFilterOf(search)
  const ask = letterQueryOf(filter, useServerNow(minuteMs))
  const next = pages.at(-1)
  const whole = useDeadLetterSummary()
  // For the groups: what there is at this station and time, whatever reason and source are chosen.
  const { reason: _, source: __, ...scope } = ask
  const scoped = useDeadLetterSummary(scope)
  const found = useDeadLetterSummary(ask)
  const query = useDeadLetters({ ...ask, limit, ...(next !== undefined && { next }) })
  const replay = useProducerAct((key, body: ReplayAsk) => replayMany(key, body))
  const [outcome, setOutcome] = useState<ReplayOutcome | undefined>()
  const filtered = Object.keys(ask).length > 0
  const set = (changes: Partial<LetterFilter>) => {
    setPages([])
    replay.reset()
    setOutcome(undefined)
    change(changes)
  }
  const total = found.data
  const letGo = (whole.data?.trimmed ?? []).reduce((sum, { letters }) => sum + letters, 0)
  return (
    <>
      <div
        className="desk-scroll src-letters"
        tabIndex={0}
        role="region"
        aria-label={t('sources.letters.title')}
      >
        <LetterFilters filter={filter} groups={whole.data?.by ?? []} onChange={set} />
        <Loaded query={scoped} what={t('sources.letters.summaryWhat')} lines={3}>
          {(summary) =>
            summary.total === 0 ? null : (
              <LetterGroups
                summary={summary}
                isChosen={({ reason, source }) => reason === filter.reason && source === filter.source}
                onChoose={(group) => set({ reason: group?.reason ?? null, source: group?.source ?? null })}
              />
            )
          }
        </Loaded>
        {total !== undefined && total.total > 0 && (
          <p className="src-letters__sum">
            <span className="num">
              {t('sources.letters.total', {
                count: total.total,
                n: format.number(total.total),
                times: format.number(total.count),
              })}
            </span>
            <a className="desk-link" href={pathWith('/api/v1/dead-letters.csv', { ...ask })} download>
              {t('sources.letters.csv')}
            </a>
            {filtered && (
              <Button size="s" isDisabled={replay.busy} onPress={() => replay.send(ask, setOutcome)}>
                {replay.busy
                  ? t('sources.letters.replaying')
                  : t('sources.letters.replayFiltered', {
                      count: total.total,
                      n: format.number(total.total),
                    })}
              </Button>
            )}
          </p>
        )}
        {letGo > 0 && (
          <p className="desk-note">
            {t('sources.letters.trimmed', { count: letGo, n: format.number(letGo) })}
          </p>
        )}
        <ActFault fault={replay.fault} />
        <ReplayAnswer answer={outcome} />
        <StaleAnswer query={query} />
        <Loaded query={query} what={t('sources.letters.what')} lines={8}>
          {({ items }) =>
            items.length === 0 ? (
              filtered ? (
                <EmptyState title={t('sources.letters.noneHere')} />
              ) : (
                <EmptyState title={t('sources.letters.none')}>{t('sources.letters.noneHint')}</EmptyState>
              )
            ) : (
              <ul>
                {items.map((letter) => (
                  <Letter key={letter.id} letter={letter} onReplayed={setOutcome} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
      <Pager pages={pages} next={query.data?.next ?? null} onTurn={setPages} />
    </>
  )
}
