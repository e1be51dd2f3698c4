import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { surfaceParameters } from '@city/domain/water/surfaceLimits.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { Card } from '../parts/Card.tsx'
import { ParameterRow } from '../stations/ParameterRow.tsx'
import { shownParameters } from '../stations/shownParameters.ts'
import { LimitLines } from './LimitLines.tsx'
import { useLimits } from './useLimits.ts'
import { usePageText } from './usePageText.ts'

/** Every parameter now: value, unit, flag, age, and how far it is from its limit. A row chooses what the charts show. */
export function NowCard(props: {
  station: LiveStation
  chosen: string
  onChoose: (parameter: string) => void
}) {
  const t = usePageText()
  const { station, chosen, onChoose } = props
  const { time, interval_s: intervalS, domain } = station
  const freshness = freshnessOf(time, intervalS, useServerNow())
  const limits = useLimits(station)
  return (
    <Card title={t('now.title')} className="sp__now" note={t(`now.note.${domain}`)}>
      <table className={cx('desk-table st-now', `is-${freshness}`)}>
        <thead>
          <tr>
            <th scope="col">{t('now.parameter')}</th>
            <th scope="col" className="is-number" colSpan={2}>
              {t('now.value')}
            </th>
            <th scope="col">{t('now.flag')}</th>
            <th scope="col" className="is-number">
              {t('now.age')}
            </th>
            <th scope="col">{t('now.limit')}</th>
          </tr>
        </thead>
        <tbody>
          {shownParameters(station).map((parameter) => (
            <ParameterRow
              key={parameter.id}
              {...{ station, parameter, freshness, onChoose }}
              isChosen={parameter.id === chosen}
            >
              <td className="sp-limits">
                <LimitLines
                  lines={limits.get(parameter.id) ?? []}
                  limited={isLimited(domain, parameter.id)}
                />
              </td>
            </ParameterRow>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

/** Whether a parameter has limits, so that none to show means too few data. */
function isLimited(domain: Domain, id: string): boolean {
  if (domain === 'air') return aqiParameters.some((one) => one === id)
  if (domain === 'water') return surfaceParameters.includes(id)
  return id === 'depth_cm'
}
