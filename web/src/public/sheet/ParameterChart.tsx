import { useMemo, useState } from 'react'
import { findParameter } from '@city/domain/station/parameter.ts'
import { useReadings } from '../../api/queries.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Part } from './Part.tsx'
import { SheetChart } from './SheetChart.tsx'

/** Amounts start at zero; of levels such as temperature the change is what counts. */
const levels: readonly string[] = ['temp', 'ph', 'ec', 'water_level', 'pres']

/** The last 24 hours of one of the station's parameters; a choice where there are several. */
export function ParameterChart(props: { station: LiveStation; parameters: readonly string[] }) {
  const { t } = useText('public')
  const language = useLanguage()
  const { station, parameters } = props
  const [chosen, setChosen] = useState(parameters[0] ?? '')
  const query = useReadings(station.id, { parameters })
  const points = useMemo(
    () =>
      (query.data?.points ?? []).flatMap(({ time, values, flags }) =>
        values[chosen] === undefined && flags[chosen] === undefined
          ? []
          : [{ time: Date.parse(time), value: values[chosen] ?? null, flag: flags[chosen] }],
      ),
    [query.data, chosen],
  )
  const parameter = findParameter(station.domain, chosen)
  if (!parameter) return null
  return (
    <Part title={t('sheet.last24h')}>
      {parameters.length > 1 && (
        <label className="sheet__choice">
          <span>{t('sheet.parameter')}</span>
          <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
            {parameters.map((id) => (
              <option key={id} value={id}>
                {findParameter(station.domain, id)?.name[language] ?? id}
              </option>
            ))}
          </select>
        </label>
      )}
      <SheetChart
        query={query}
        what={t('sheet.chart')}
        name={parameter.name[language]}
        unit={parameter.unit}
        decimals={parameter.decimals}
        points={points}
        stepMs={station.interval_s * 1000}
        baseline={levels.includes(chosen) ? 'data' : 'zero'}
      />
    </Part>
  )
}
