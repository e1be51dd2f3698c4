import { useRef, type KeyboardEvent } from 'react'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import { lateChange } from '../../domainView/lateChange.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'

/** Hours or days of the index as columns in band colours; one without index is an empty, hatched place, never zero.
 *  Arrow keys lead from one to the next. */
export function AqiDay(props: {
  points: StationAqi['points']
  chosen: string
  onChoose: (time: string) => void
  kind?: StationAqi['kind']
}) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const format = useFormat()
  const { points, chosen, onChoose, kind = 'hour' } = props
  const row = useRef<HTMLDivElement>(null)
  const top = Math.max(100, ...points.map(({ aqi }) => aqi ?? 0))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const at = points.findIndex(({ time }) => time === chosen)
    const next = step === undefined ? undefined : points[at + step]
    if (!next) return
    event.preventDefault()
    onChoose(next.time)
    row.current?.querySelectorAll('button')[at + (step ?? 0)]?.focus()
  }
  return (
    <div
      className="st-day"
      role="group"
      aria-label={t(kind === 'hour' ? 'aqi.strip' : 'aqi.dayStrip')}
      ref={row}
      onKeyDown={onKeyDown}
    >
      {points.map((point, place) => {
        const { time, aqi, band } = point
        const revised = lateChange(point, kind === 'hour' ? hourMs : dayMs)
        const at = Date.parse(time)
        const hour = kind === 'hour' ? format.time(at) : format.date(at)
        const label = format.moment(at, at + 86_400_000).split(', ')[1] ?? ''
        const text =
          aqi === null || band === null
            ? t('aqi.barNone', { hour })
            : t('aqi.bar', { hour, value: `${aqi}, ${common(`aqi.band.${band}`)}` })
        return (
          <button
            key={time}
            type="button"
            className={cx('st-day__hour', aqi === null && 'is-none', revised !== null && 'is-revised')}
            data-band={band ?? undefined}
            aria-pressed={time === chosen}
            aria-label={text}
            title={text}
            tabIndex={time === chosen ? 0 : -1}
            onClick={() => onChoose(time)}
          >
            <span className="st-day__room">
              <i style={{ height: `${aqi === null ? 100 : Math.max(5, (100 * aqi) / top)}%` }} />
            </span>
            <span className="st-day__label num">
              {kind === 'day'
                ? place % 5 === 0
                  ? label
                  : ''
                : Number(hour.slice(0, 2)) % 3 === 0
                  ? hour.slice(0, 2)
                  : ''}
            </span>
          </button>
        )
      })}
    </div>
  )
}
