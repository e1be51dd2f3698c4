import { useState } from 'react'
import { Link } from 'react-router'
import type { DeadLetter } from '../../api/shapes.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow, useStation } from '../../live/useLive.ts'
import { Button } from '../../ui/Button.tsx'
import { download } from '../parts/download.ts'
import { useSourceText } from './useSourceText.ts'

/** One dead letter: why, from where, how often, and its content as plain text. */
export function Letter({ letter }: { letter: DeadLetter }) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const sourceText = useSourceText()
  const known = useStation(letter.station ?? '')
  const [open, setOpen] = useState(false)
  const { id, source, station, text, detail, count, size, raw } = letter
  const last = Date.parse(letter.received_at)
  const first = Date.parse(letter.first_at)
  const kept = new TextEncoder().encode(raw).length
  const moment = (at: number) => format.moment(at, now)
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
          {moment(last)}
        </time>
      </div>
      {detail && <p className="src-letter__detail">{detail}</p>}
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
        {first !== last && <span>{t('sources.letters.first', { time: moment(first) })}</span>}
        <span className="num">
          {kept < size
            ? t('sources.letters.cut', { size: format.number(size) })
            : t('sources.letters.size', { size: format.number(size) })}
        </span>
        <span className="src-letter__acts">
          <Button look="quiet" size="s" aria-expanded={open} onPress={() => setOpen(!open)}>
            {open ? t('sources.letters.hide') : t('sources.letters.show')}
          </Button>
          <Button
            look="quiet"
            size="s"
            onPress={() => download(`dead-letter-${id}.txt`, raw, 'text/plain;charset=utf-8')}
          >
            {t('sources.letters.download')}
          </Button>
        </span>
      </p>
      {open && <pre tabIndex={0}>{raw || t('sources.letters.empty')}</pre>}
    </li>
  )
}
