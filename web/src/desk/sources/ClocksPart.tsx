import { Link } from 'react-router'
import { useStationCollection } from '../../api/queries.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { cx } from '../../ui/cx.ts'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { oldClockMs, wrongClocks } from '../stations/stationClock.ts'
import { useClockText } from '../stations/useClockText.ts'

/** Stations whose clock is wrong, the worst first. */
export function ClocksPart() {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const clockText = useClockText()
  const query = useStationCollection()
  return (
    <>
      <p className="desk-note src-records__note">{t('sources.clock.note')}</p>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.clock.what')} lines={6}>
        {({ features }) => {
          const stations = features.map(({ properties }) => properties)
          const wrong = wrongClocks(stations)
          const known = stations.filter(({ clock }) => clock).length
          if (wrong.length === 0)
            return (
              <EmptyState title={t('sources.clock.none')}>
                {t('sources.clock.noneHint', { count: known, n: format.number(known) })}
              </EmptyState>
            )
          return (
            <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('sources.clock.title')}>
              <table className="desk-table src-records__table">
                <thead>
                  <tr>
                    <th scope="col">{t('sources.clock.station')}</th>
                    <th scope="col">{t('sources.clock.offset')}</th>
                    <th scope="col" className="is-number">
                      {t('sources.clock.samples')}
                    </th>
                    <th scope="col" className="is-number">
                      {t('sources.clock.at')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {wrong.map(({ id, name, clock }) => {
                    const at = Date.parse(clock.at)
                    const old = now - at > oldClockMs
                    return (
                      <tr key={id}>
                        <th scope="row" className="src-name">
                          <Link to={`/desk/stations/${encodeURIComponent(id)}`}>{id}</Link>
                          <small> {name[language]}</small>
                        </th>
                        <td className={cx('is-nowrap', !old && 'is-warn')}>{clockText(clock)}</td>
                        <td className="is-number num">{format.number(clock.samples)}</td>
                        <td
                          className={cx('is-number num', old && 'is-warn')}
                          title={old ? t('sources.clock.old') : undefined}
                        >
                          {format.moment(at, now)}
                        </td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          )
        }}
      </Loaded>
    </>
  )
}
