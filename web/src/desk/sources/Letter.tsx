import { useState } from 'react'
import { Link } from 'react-router'
import { domains } from '@city/domain/station/station.ts'
import type { DeadLetter } from '../../api/shapes.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow, useStation } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { ActFault } from './ActFault.tsx'
import { FixMapping } from './FixMapping.tsx'
import { wrongNameOf } from './mapTargets.ts'
import { RawView } from './RawView.tsx'
import { replayMany, replayOne, type ReplayAsk, type ReplayOutcome } from './replay.ts'
import { useProducerAct } from './useProducerAct.ts'
import { visibleText } from './visibleText.ts'
import { useSourceText } from './useSourceText.ts'

/** One dead letter: why, from where, how often, its content, and what can be done about it. What came of a replay is told
 *  by the list: a letter that was taken is gone. */
export function Letter(props: { letter: DeadLetter; onReplayed: (outcome: ReplayOutcome) => void }) {
  const { letter, onReplayed } = props
  const { id, source, station, text, detail, count, size, raw, reason, replayable } = letter
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const sourceText = useSourceText()
  const known = useStation(letter.station ?? '')
  const [open, setOpen] = useState<'raw' | 'fix' | null>(null)
  const [mapped, setMapped] = useState<string | null>(null)
  const replay = useProducerAct((key) => replayOne(key, id))
  const replayAll = useProducerAct((key, ask: ReplayAsk) => replayMany(key, ask))
  const wrong = wrongNameOf(letter, known?.domain ?? domains.find((one) => one === letter.domain) ?? null)
  const last = Date.parse(letter.received_at)
  const first = Date.parse(letter.first_at)
  const kept = new TextEncoder().encode(raw).length
  const path = `/api/v1/dead-letters/${encodeURIComponent(id)}`
  const turn = (part: 'raw' | 'fix') => setOpen(open === part ? null : part)
  return (
    <li className="src-letter">
      <div className="src-letter__head">
        <b>{text[language]}</b>
        {count > 1 && (
          <span className="src-letter__count num">
            {t('sources.letters.times', { count, n: format.number(count) })}
          </span>
        )}
        <time className="num" dateTime={letter.received_at} title={format.dateTime(last)}>
          {format.moment(last, now)}
        </time>
      </div>
      {detail && <p className="src-letter__detail">{visibleText(detail)}</p>}
      <p className="src-letter__from">
        <span>{sourceText(source)}</span>
        <span>
          {t('sources.letters.station')}:{' '}
          {station === null ? (
            t('sources.letters.noStation')
          ) : known ? (
            <Link to={`/desk/stations/${encodeURIComponent(station)}`}>{station}</Link>
          ) : (
            station
          )}
        </span>
        {first !== last && <span>{t('sources.letters.first', { time: format.moment(first, now) })}</span>}
        <span className="num">
          {kept < size
            ? t('sources.letters.cut', { size: format.number(size) })
            : t('sources.letters.size', { size: format.number(size) })}
        </span>
      </p>
      {!replayable && <p className="desk-note">{t('sources.letters.notReplayable')}</p>}
      <p className="src-letter__acts">
        <Button look="quiet" size="s" aria-expanded={open === 'raw'} onPress={() => turn('raw')}>
          {open === 'raw' ? t('sources.letters.hide') : t('sources.letters.show')}
        </Button>
        <a className="desk-link" href={`${path}/raw`} download>
          {t('sources.letters.download')}
        </a>
        {wrong && mapped === null && (
          <Button look="quiet" size="s" aria-expanded={open === 'fix'} onPress={() => turn('fix')}>
            {t('sources.fix.open')}
          </Button>
        )}
        <Button
          look="quiet"
          size="s"
          isDisabled={replay.busy || !replayable}
          onPress={() => replay.send(undefined, onReplayed)}
        >
          {replay.busy ? t('sources.letters.replaying') : t('sources.letters.replay')}
        </Button>
      </p>
      {open === 'raw' && <RawView raw={raw} base64={letter.raw_base64} />}
      {open === 'fix' && wrong && (
        <FixMapping
          wrong={wrong}
          onSaved={(to) => {
            setMapped(to)
            setOpen(null)
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {wrong && mapped !== null && (
        <div className="src-act" role="status">
          {t('sources.fix.saved', { from: wrong.from, to: mapped })}
          <Button
            size="s"
            isDisabled={replayAll.busy}
            onPress={() =>
              replayAll.send({ reason, ...(wrong.kind === 'station' && { station: wrong.from }) }, onReplayed)
            }
          >
            {replayAll.busy ? t('sources.letters.replaying') : t('sources.letters.replayAll')}
          </Button>
        </div>
      )}
      <ActFault fault={replay.fault ?? replayAll.fault} />
    </li>
  )
}
