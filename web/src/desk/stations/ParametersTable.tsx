import { freshnessOf } from '@city/domain/station/freshness.ts'
import { useText } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { ParameterRow } from './ParameterRow.tsx'
import { shownParameters } from './shownParameters.ts'

/** Every parameter of a station in its newest reading: value, unit, flag in words, age. A row chooses what the chart shows. */
export function ParametersTable(props: {
  station: LiveStation
  chosen: string
  onChoose: (parameter: string) => void
}) {
  const { t } = useText('desk')
  const { station, chosen, onChoose } = props
  const { time, interval_s: intervalS } = station
  const freshness = freshnessOf(time, intervalS, useServerNow())
  return (
    <table className={cx('desk-table st-now', `is-${freshness}`)}>
      <thead>
        <tr>
          <th scope="col">{t('now.parameter')}</th>
          <th scope="col" className="is-number">
            {t('now.value')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('chart.parameter')}</span>
          </th>
          <th scope="col">{t('now.flag')}</th>
          <th scope="col" className="is-number">
            {t('now.age')}
          </th>
        </tr>
      </thead>
      <tbody>
        {shownParameters(station).map((parameter) => (
          <ParameterRow
            key={parameter.id}
            {...{ station, parameter, freshness, onChoose }}
            isChosen={parameter.id === chosen}
          />
        ))}
      </tbody>
    </table>
  )
}
