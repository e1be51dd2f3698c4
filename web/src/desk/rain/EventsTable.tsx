import type { RainEvent } from '@city/domain/api/rain.ts'
import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { Link } from 'react-router'
import { useRainEvents } from '../../api/environment.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow, useStations } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Unconfirmed } from '../../ui/Unconfirmed.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { Larger } from './Both.tsx'
import { useRainText } from './useRainText.ts'

const minuteMs = 60_000

/** Rain events of the last days, newest first; that there was none is said only where something was received. `station`:
 *  of one gauge only, without its name. `blocked`: its zeros say nothing. */
export function EventsTable(props: { station?: string; days?: number; blocked?: boolean }) {
  const { station, days = 2, blocked = false } = props
  const t = useRainText()
  const format = useFormat()
  const now = useServerNow(minuteMs)
  const from = new Date(hourStart(now - days * dayMs)).toISOString()
  const query = useRainEvents({ from, ...(station !== undefined && { station }) })
  const gauges = useStations('rain')
  const heard = gauges.some(
    ({ id, time }) => (station === undefined || id === station) && time !== null && time >= Date.parse(from),
  )
  const columns = ['total', 'duration', 'max10', 'max1h', 'max2h'] as const
  return (
    <>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('whatEvents')} lines={6}>
        {({ items, gap_min: gap }) =>
          items.length === 0 ? (
            <EmptyState
              title={t(blocked ? 'event.blocked' : heard ? 'event.none' : 'event.unknown', { count: days })}
            />
          ) : (
            <>
              <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('tab.events')}>
                <table className="desk-table rn-table">
                  <thead>
                    <tr>
                      {station === undefined && <th scope="col">{t('event.name')}</th>}
                      <th scope="col">{t('event.start')}</th>
                      <th scope="col">{t('event.end')}</th>
                      {columns.map((column) => (
                        <th key={column} scope="col" className="is-number">
                          {t(`event.${column}`)}
                        </th>
                      ))}
                      <th scope="col" className="is-number" title={t('event.overTitle')}>
                        {t('event.over')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((event) => (
                      <Row
                        key={`${event.station} ${event.start}`}
                        event={event}
                        named={station === undefined}
                        now={now}
                      />
                    ))}
                  </tbody>
                </table>
              </div>
              <p className="desk-note">{t('event.note', { gap: format.number(gap) })}</p>
            </>
          )
        }
      </Loaded>
    </>
  )
}

function Row({ event, named, now }: { event: RainEvent; named: boolean; now: number }) {
  const t = useRainText()
  const language = useLanguage()
  const format = useFormat()
  const { station, name, ongoing, state, complete, duration_min: minutes, with_suspect: both } = event
  const over = event.gauges_over_50mm_2h
  const figure = (mm: number) => `${complete ? '' : '≥ '}${format.number(mm, 1)}`
  const length =
    minutes < 60
      ? t('event.minutes', { count: Math.round(minutes) })
      : t('event.hours', { hours: Math.floor(minutes / 60), minutes: Math.round(minutes % 60) })
  return (
    <tr>
      {named && (
        <th scope="row" className="is-name">
          <Link
            className="page-name"
            to={`/desk/stations/${encodeURIComponent(station)}`}
            title={name[language]}
          >
            {name[language]}
          </Link>
          {both && <Unconfirmed mm={event.suspect_mm} />}
        </th>
      )}
      <td className="rn-when num">{format.moment(Date.parse(event.start), now)}</td>
      <td className={cx('rn-when num', state === 'unknown' && 'is-warn')}>
        {ongoing ? (
          <b>{t(state === 'raining' ? 'event.ongoing' : `event.${state}`)}</b>
        ) : (
          format.moment(Date.parse(event.end), now)
        )}
      </td>
      <td className="is-number num">
        <b>{figure(event.total_mm)}</b>
        {both && !named && <Unconfirmed mm={event.suspect_mm} />}
      </td>
      <td className="is-number num">{length}</td>
      <td className="is-number num">
        {figure(event.max_10m)} <Larger value={event.max_10m} standing={both?.max_10m} />
      </td>
      <td className="is-number num">
        {figure(event.max_1h)} <Larger value={event.max_1h} standing={both?.max_1h} />
      </td>
      <td className="is-number num">
        {figure(event.max_2h)} <Larger value={event.max_2h} standing={both?.max_2h} />
      </td>
      <td className="is-number num">
        {over === null ? '–' : format.number(over)}
        <Larger value={over} standing={event.gauges_over_50mm_2h_with_suspect} decimals={0} />
      </td>
    </tr>
  )
}
