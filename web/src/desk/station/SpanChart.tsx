import { useMemo } from 'react'
import { dayMs, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { useStationQuality } from '../../api/environment.ts'
import { pathWith } from '../../api/getJson.ts'
import { useReadings, useRevisions } from '../../api/queries.ts'
import type { ChartPoint } from '../../charts/chartRows.ts'
import { TimeChart } from '../../charts/TimeChart.tsx'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { revisedPoints } from '../stations/revisedPoints.ts'
import { shownParameter } from '../stations/shownParameters.ts'
import { useKept } from '../stations/useKept.ts'
import { useRevisionNote } from '../stations/useRevisionNote.ts'
import { flaggedHours } from './flaggedHours.ts'
import { usePageText } from './usePageText.ts'

const minuteMs = 60_000
const spans = { day: { ms: dayMs, every: 'raw' }, month: { ms: 30 * dayMs, every: '1h' } } as const
const levels = new Set(['temp', 'ph', 'pres', 'water_level', 'batt', 'ec', 'do', 'do_sat'])

/** One parameter over a span: gaps stay gaps, flags and corrections are told by form. */
export function SpanChart(props: { station: LiveStation; parameter: string; span: keyof typeof spans }) {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  const { station, parameter, span } = props
  const { ms, every } = spans[span]
  const now = useServerNow(minuteMs)
  const to = Math.ceil(now / minuteMs) * minuteMs
  const from = to - ms
  const since = new Date(hourStart(from)).toISOString()
  const query = useReadings(station.id, { from: since, every, parameters: [parameter] })
  const series = useKept(query.data, `${station.id}|${parameter}|${every}`)
  const revisions = useRevisions({ station: station.id, from: since, limit: 500 }).data?.items
  const quality = useStationQuality(station.id, { from: since }).data
  const windows = every !== 'raw'
  const stepMs = windows ? hourMs : station.interval_s * 1000
  const noteOf = useRevisionNote(station.domain, windows)
  const revised = useMemo(
    () => revisedPoints(revisions ?? [], parameter, windows ? hourMs : 0),
    [revisions, parameter, windows],
  )
  const flagged = useMemo(
    () => (windows ? flaggedHours(quality?.spans ?? [], parameter) : new Map<number, never>()),
    [quality, parameter, windows],
  )
  const points = (series?.points ?? []).flatMap(({ time, values, flags }): ChartPoint[] => {
    const at = Date.parse(time)
    if (at < from || at >= to) return []
    const doubt = flagged.get(at)
    // A correction is marked on the point; flagged readings of the hour at its foot.
    const note = noteOf(revised.get(at))
    return [
      {
        ...{ time: at, value: values[parameter] ?? null, flag: flags[parameter] },
        ...(note !== undefined && { note }),
        ...(doubt && { doubt: doubt.worst }),
      },
    ]
  })
  const statistic = series?.parameters.find(({ id }) => id === parameter)?.statistic
  const known = shownParameter(station, parameter)
  const title =
    span === 'day'
      ? t('charts.day')
      : t(statistic === 'sum' ? 'charts.monthSum' : statistic === 'max' ? 'charts.monthMax' : 'charts.month')
  const file = pathWith(`/api/v1/stations/${encodeURIComponent(station.id)}/readings.csv`, {
    from: new Date(windows ? Math.ceil(from / hourMs) * hourMs : from).toISOString(),
    to: new Date(to).toISOString(),
    ...{ every, parameters: parameter },
  })
  return (
    <section className="sp-chart" aria-label={title}>
      <header className="sp-chart__head">
        <h3>{title}</h3>
        <a className="desk-link" href={file} download>
          {t('charts.csv', { span: span === 'day' ? t('charts.day') : t('quality.spans.month') })}
        </a>
      </header>
      <StaleAnswer query={query} />
      <Loaded query={{ ...query, data: series } as typeof query} what={t('charts.what')} lines={6}>
        {() =>
          points.some(({ value }) => value !== null) ? (
            <TimeChart
              name={known?.name[language] ?? parameter}
              unit={known?.unit ?? ''}
              decimals={known?.decimals ?? 1}
              stepMs={stepMs}
              from={from}
              to={to}
              heightPx={230}
              baseline={levels.has(parameter) ? 'data' : 'zero'}
              points={points}
            />
          ) : (
            <EmptyState title={t('charts.none')}>
              {station.time !== null && format.dateTime(station.time)}
            </EmptyState>
          )
        }
      </Loaded>
    </section>
  )
}
