import { useLanguage } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Card } from '../parts/Card.tsx'
import { Choice } from '../parts/Choice.tsx'
import { shownParameters } from '../stations/shownParameters.ts'
import { ChartLegend } from './ChartLegend.tsx'
import { SpanChart } from './SpanChart.tsx'
import { usePageText } from './usePageText.ts'

/** One parameter over 24 hours, reading by reading, and over 30 days, hour by hour. */
export function ChartsCard(props: {
  station: LiveStation
  parameter: string
  onParameter: (parameter: string) => void
}) {
  const t = usePageText()
  const language = useLanguage()
  const { station, parameter, onParameter } = props
  return (
    <Card
      title={t('charts.title')}
      className="sp__charts"
      aside={
        <Choice
          label={t('charts.parameter')}
          value={parameter}
          options={shownParameters(station).map(({ id, name }) => ({ value: id, text: name[language] }))}
          onChange={onParameter}
        />
      }
    >
      <div className="sp-charts">
        <SpanChart key={`day ${parameter}`} station={station} parameter={parameter} span="day" />
        {parameter === 'wd' ? (
          <p className="desk-note">{t('charts.angle')}</p>
        ) : (
          <SpanChart key={`month ${parameter}`} station={station} parameter={parameter} span="month" />
        )}
      </div>
      <ChartLegend />
    </Card>
  )
}
