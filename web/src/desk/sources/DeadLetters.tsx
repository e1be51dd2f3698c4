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
import { replayMany, type ReplayAsk } from './replay.ts'
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
  const summary = useDeadLetterSummary(ask)
  const query = useDeadLetters({ ...ask, limit, ...(next !== undefined && { next }) })
  const replay = useProducerAct((key, body: ReplayAsk) => replayMany(key, body))
  const filtered = Object.keys(ask).length > 0
  const set = (changes: Partial<LetterFilter>) => {
    setPages([])
    replay.reset()
    change(changes)
  }
  const total = summary.data
  const letGo = (whole.data?.trimmed ?? []).reduce((sum, { letters }) => sum + letters, 0)
  const canReplay = filtered && total !== undefined && total.total > 0
  return (
    <>
      <div className="src-letters__top">
        <LetterFilters filter={filter} groups={whole.data?.by ?? []} onChange={set} />
        <Loaded query={summary} what={t('sources.letters.summaryWhat')} lines={3}>
          {(found) =>
            found.total === 0 ? null : (
              <>
                <LetterGroups
                  summary={filter.reason === null && filter.source === null ? found : (whole.data ?? found)}
                  isChosen={({ reason, source }) => reason === filter.reason && source === filter.source}
                  onChoose={(group) => set({ reason: group?.reason ?? null, source: group?.source ?? null })}
                />
                <p className="src-letters__sum">
                  <span className="num">
                    {t('sources.letters.total', {
                      count: found.total,
                      n: format.number(found.total),
                      times: format.number(found.count),
                    })}
                  </span>
                  <a className="desk-link" href={pathWith('/api/v1/dead-letters.csv', { ...ask })} download>
                    {t('sources.letters.csv')}
                  </a>
                  {canReplay && (
                    <Button size="s" isDisabled={replay.busy} onPress={() => replay.send(ask)}>
                      {replay.busy
                        ? t('sources.letters.replaying')
                        : t('sources.letters.replayFiltered', {
                            count: found.total,
                            n: format.number(found.total),
                          })}
                    </Button>
                  )}
                </p>
              </>
            )
          }
        </Loaded>
        {letGo > 0 && (
          <p className="desk-note">
            {t('sources.letters.trimmed', { count: letGo, n: format.number(letGo) })}
          </p>
        )}
        <ActFault fault={replay.fault} />
        <ReplayAnswer answer={replay.answer} />
      </div>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.letters.what')} lines={8}>
        {({ items, next: more }) =>
          items.length === 0 ? (
            filtered ? (
              <EmptyState title={t('sources.letters.noneHere')} />
            ) : (
              <EmptyState title={t('sources.letters.none')}>{t('sources.letters.noneHint')}</EmptyState>
            )
          ) : (
            <>
              <ul
                className="desk-scroll src-letters__list"
                tabIndex={0}
                aria-label={t('sources.letters.title')}
              >
                {items.map((letter) => (
                  <Letter key={letter.id} letter={letter} />
                ))}
              </ul>
              <Pager pages={pages} next={more} onTurn={setPages} />
            </>
          )
        }
      </Loaded>
    </>
  )
}
