import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import { barTop } from './barTop.ts'
import type { LedgerHour } from './ledgerBySource.ts'

/** The last 24 hours of a source as bars: height is what was received, colours what became of it; an hour without any is a
 *  gap. A bar chooses its hour for the whole ledger. Keyboards choose the hour in the menu above the table. */
export function HourStrip(props: {
  source: string
  hours: readonly LedgerHour[]
  chosen: number | null
  onChoose: (hour: number | null) => void
}) {
  const { t } = useText('desk')
  const format = useFormat()
  const { source, hours, chosen, onChoose } = props
  const top = barTop(hours.map(({ received }) => received))
  const sum = (key: 'rejected' | 'waiting') => hours.reduce((total, hour) => total + hour[key], 0)
  const filled = hours.filter(({ received }) => received > 0).length
  const summary = t('sources.ledger.strip', {
    source,
    filled: format.number(filled),
    empty: format.number(hours.length - filled),
    rejected: format.number(sum('rejected')),
    waiting: format.number(sum('waiting')),
  })
  return (
    <div className="src-strip" role="img" aria-label={summary}>
      {hours.map((hour) => (
        <div
          key={hour.start}
          className={cx(
            'src-strip__hour',
            hour.received === 0 && 'is-gap',
            hour.off > 0 && 'is-off',
            hour.start === chosen && 'is-chosen',
          )}
          title={titleOf(hour)}
          onClick={() => onChoose(hour.start === chosen ? null : hour.start)}
        >
          {hour.received > 0 && <Bar hour={hour} top={top} />}
          {startsQuarter(hour.start) && <i>{format.time(hour.start).slice(0, 2)}</i>}
        </div>
      ))}
    </div>
  )

  function startsQuarter(start: number): boolean {
    return Number(format.time(start).slice(0, 2)) % 6 === 0
  }

  function titleOf(hour: LedgerHour): string {
    const { received, stored, duplicate, rejected, waiting, off, difference, start } = hour
    const text = t('sources.ledger.hourText', { from: format.time(start), to: format.time(start + hourMs) })
    if (received === 0 && off === 0) return t('sources.ledger.barNone', { hour: text })
    const said = t('sources.ledger.bar', {
      hour: text,
      received: format.number(received),
      stored: format.number(stored),
      duplicate: format.number(duplicate),
      rejected: format.number(rejected),
      waiting: format.number(waiting),
    })
    return off > 0 ? said + t('sources.ledger.barOff', { n: format.number(difference) }) : said
  }
}

/** One bar. What was rejected or waits is at least some pixels high: one in ten thousand must be seen too. */
function Bar({ hour, top }: { hour: LedgerHour; top: number }) {
  const part = (count: number) => `${(count / hour.received) * 100}%`
  const height = Math.min(100, Math.max(8, (hour.received / top) * 100))
  return (
    <div className={cx('src-strip__bar', hour.received > top && 'is-over')} style={{ height: `${height}%` }}>
      {hour.waiting > 0 && <span className="is-waiting" style={{ height: part(hour.waiting) }} />}
      {hour.rejected > 0 && <span className="is-rejected" style={{ height: part(hour.rejected) }} />}
    </div>
  )
}
