import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { RainTotals } from '@city/domain/api/rain.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { live } from '../../live/live.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { standingRain } from '../../domainView/suspectRain.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Unconfirmed } from '../../ui/Unconfirmed.tsx'
import { Both } from './Both.tsx'
import { useRainText } from './useRainText.ts'

/** Short windows have no class, and then no column for it. */
const hasClass = ({ intensity_class: named }: RainTotals['items'][number]) => named !== null

/** Every gauge with its total of the window, wettest first; a lower bound says so, unknown is a dash and comes last. */
export function GaugesTable(props: {
  query: UseQueryResult<RainTotals>
  chosen: string | null
  onChoose: (id: string) => void
  onPoint: (id: string | null) => void
}) {
  const t = useRainText()
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow()
  const { query, chosen, onChoose, onPoint } = props
  const number = (value: number | null) => (value === null ? '–' : format.number(value, 1))
  return (
    <Loaded query={query} what={t('whatTotals')} lines={8}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('gauge.none')} />
        ) : (
          <div className="desk-scroll" tabIndex={0} role="region" aria-label={t('tab.gauges')}>
            <table className="desk-table rn-table" onPointerLeave={() => onPoint(null)}>
              <thead>
                <tr>
                  <th scope="col">{t('gauge.name')}</th>
                  <th scope="col" className="is-number">
                    {t('gauge.total')}
                  </th>
                  {items.some(hasClass) && <th scope="col">{t('gauge.class')}</th>}
                  <th scope="col" className="is-number">
                    {t('gauge.max10')}
                  </th>
                  <th scope="col" className="is-number">
                    {t('gauge.intensity')}
                  </th>
                  <th scope="col" className="is-number">
                    {t('gauge.asOf')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items
                  .toSorted(
                    (a, b) =>
                      (standingRain(b)?.mm ?? -1) - (standingRain(a)?.mm ?? -1) ||
                      a.station.localeCompare(b.station),
                  )
                  .map((item) => {
                    const { station, name, total_mm: mm, complete, coverage, intensity_class: named } = item
                    const both = item.with_suspect
                    const asOf = standingRain(item, live.station(station)?.time)?.asOf ?? null
                    return (
                      <tr
                        key={station}
                        className={cx(station === chosen && 'is-chosen')}
                        onClick={() => onChoose(station)}
                        onPointerEnter={() => onPoint(station)}
                      >
                        <th scope="row" className="is-name">
                          <Link
                            className="page-name"
                            to={`/desk/stations/${encodeURIComponent(station)}`}
                            title={name[language]}
                          >
                            {name[language]}
                          </Link>
                          {mm !== null && !complete && (
                            <small className="is-warn">
                              {t('gauge.missing', { percent: format.percent(1 - coverage, 0) })}
                            </small>
                          )}
                          {item.blocked && (
                            <small className="is-warn" title={item.blocked.text[language]}>
                              {t('gauge.blocked')}
                            </small>
                          )}
                        </th>
                        <td className="is-number num">
                          <b>
                            {mm !== null && !complete && '≥ '}
                            {number(mm)}
                          </b>
                          {both && <Unconfirmed mm={item.suspect_mm} />}
                        </td>
                        {items.some(hasClass) && (
                          <td className="rn-when">
                            {named && `${named.at_least ? '≥ ' : ''}${named.name[language]}`}
                            {named?.unconfirmed && <small> {common('risk.unconfirmed')}</small>}
                          </td>
                        )}
                        <td className="is-number num">
                          <Both value={item.max_10m} standing={both?.max_10m} />
                        </td>
                        <td className="is-number num">
                          <Both value={item.intensity_mm_h} standing={both?.intensity_mm_h} />
                        </td>
                        <td className="is-number num">{asOf === null ? '–' : format.moment(asOf, now)}</td>
                      </tr>
                    )
                  })}
              </tbody>
            </table>
          </div>
        )
      }
    </Loaded>
  )
}
