import { useMemo, useState } from 'react'
import { dayMs, hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { pathWith } from '../../api/getJson.ts'
import { useReadings } from '../../api/queries.ts'
import { TimeChart } from '../../charts/TimeChart.tsx'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { Choice } from '../parts/Choice.tsx'
import { Section } from '../parts/Section.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { DayFigures } from './DayFigures.tsx'
import { shownParameter, shownParameters } from './shownParameters.ts'
import { revisedPoints } from './revisedPoints.ts'
import { useKept } from './useKept.ts'
import { useRevisionNote } from './useRevisionNote.ts'
import { useDayRevisions } from './useDayRevisions.ts'
import { windowFigures } from './windowFigures.ts'

const steps = ['raw', '5m', '1h'] as const
type Step = (typeof steps)[number]
const minuteMs = 60_000

/** Parameters whose zero is not "nothing there": the chart keeps to their own range. */
const levels = new Set(['temp', 'ph', 'pres', 'water_level', 'batt', 'ec', 'do'])

/** The last 24 hours of one parameter: line, figures, and the same as a file. */
export function DayChart(props: {
  station: LiveStation
  parameter: string
  onParameter: (parameter: string) => void
}) {
  const { t } = useText('desk')
  const language = useLanguage()
  const format = useFormat()
  const { station, parameter, onParameter } = props
  const [asked, setAsked] = useState<Step>('raw')
  const known = shownParameter(station, parameter)
  const angle = parameter === 'wd'
  const every = angle ? 'raw' : asked
  const now = useServerNow(minuteMs)
  const to = Math.ceil(now / minuteMs) * minuteMs
  const from = to - dayMs
  // Asked from a full hour on, so that the question stays the same for an hour and its answer is kept.
  const since = new Date(hourStart(from)).toISOString()
  const query = useReadings(station.id, { from: since, every, parameters: [parameter] })
  const series = useKept(query.data, `${station.id}|${parameter}|${every}`)
  const stepMs = every === 'raw' ? station.interval_s * 1000 : every === '5m' ? 5 * minuteMs : hourMs
  const points = useMemo(
    () => (series?.points ?? []).filter(({ time }) => Date.parse(time) >= from && Date.parse(time) < to),
    [series, from, to],
  )
  const revisions = useDayRevisions(station.id).data?.items
  const revised = useMemo(
    () => revisedPoints(revisions ?? [], parameter, every === 'raw' ? 0 : stepMs),
    [revisions, parameter, every, stepMs],
  )
  const noteOf = useRevisionNote(station.domain, every !== 'raw')
  const drawn = points.map(({ time, values, flags }) => {
    const at = Date.parse(time)
    const note = noteOf(revised.get(at))
    return {
      time: at,
      value: values[parameter] ?? null,
      flag: flags[parameter],
      ...(note !== undefined && { note }),
    }
  })
  const statistic = series?.parameters.find(({ id }) => id === parameter)?.statistic
  const figures = useMemo(() => windowFigures(points, parameter, statistic), [points, parameter, statistic])
  const file = pathWith(`/api/v1/stations/${encodeURIComponent(station.id)}/readings.csv`, {
    // Whole windows only: the first that begins in the period, as in the chart.
    from: new Date(every === 'raw' ? from : Math.ceil(from / stepMs) * stepMs).toISOString(),
    to: new Date(to).toISOString(),
    every,
    parameters: parameter,
  })
  const step = every === 'raw' ? '' : t(`chart.${every}`)
  const notes = [
    every !== 'raw' && statistic === 'mean' && t('chart.windowMean', { step }),
    every !== 'raw' && statistic === 'sum' && t('chart.windowSum', { step }),
    every !== 'raw' && statistic === 'max' && t('chart.windowMax', { step }),
    every !== 'raw' && t('chart.windowFlags'),
    angle && t('chart.angle'),
    drawn.some(({ note }) => note !== undefined) && t('sources.revisions.onChart'),
  ].filter((note) => note !== false)

  return (
    <Section
      title={t('chart.title')}
      aside={
        <a className="desk-link" href={file} download>
          {t('download')}
        </a>
      }
    >
      <div className="st-chart__controls">
        <Choice
          label={t('chart.parameter')}
          labelled={false}
          value={parameter}
          options={shownParameters(station).map(({ id, name }) => ({ value: id, text: name[language] }))}
          onChange={onParameter}
        />
        <SegmentedControl
          label={t('chart.step')}
          value={every}
          options={steps.map((value) => ({ value, text: t(`chart.${value}`) }))}
          onChange={setAsked}
        />
      </div>
      <StaleAnswer query={query} />
      <div className="st-chart__room">
        <Loaded query={{ ...query, data: series } as typeof query} what={t('chart.what')} lines={6}>
          {() =>
            figures ? (
              <>
                <DayFigures figures={figures} unit={known?.unit ?? ''} decimals={known?.decimals ?? 1} />
                <TimeChart
                  name={known?.name[language] ?? parameter}
                  unit={known?.unit ?? ''}
                  decimals={known?.decimals ?? 1}
                  stepMs={stepMs}
                  from={from}
                  to={to}
                  heightPx={220}
                  baseline={levels.has(parameter) ? 'data' : 'zero'}
                  points={drawn}
                />
              </>
            ) : (
              <EmptyState title={t('chart.none')}>
                {station.time === null
                  ? t('chart.never')
                  : t('chart.noneHint', { time: format.dateTime(station.time) })}
              </EmptyState>
            )
          }
        </Loaded>
      </div>
      {notes.length > 0 && <p className="desk-note">{notes.join(' ')}</p>}
    </Section>
  )
}
