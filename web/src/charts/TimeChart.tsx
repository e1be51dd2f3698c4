import { useMemo, useState } from 'react'
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { flag as flags } from '@city/domain/quality/flag.ts'
import { hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'
import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FlagMark } from '../ui/FlagMark.tsx'
import { ChartTable } from './ChartTable.tsx'
import { niceTicks, tickDecimals } from './niceTicks.ts'
import { chartRows, hourTicks, summaryOf, type ChartPoint, type ChartRow } from './chartRows.ts'
import './chart.css'

export interface TimeChartProps {
  name: string
  unit: string
  decimals: number
  points: readonly ChartPoint[]
  /** Nominal distance of two points, ms: longer holes are gaps. */
  stepMs: number
  /** The period on show, ms since 1970 UTC. */
  from: number
  to: number
  heightPx?: number
  /** Where the value axis starts: `zero` (default) for amounts, `data` for levels such as pH or temperature. */
  baseline?: 'zero' | 'data'
  /** Horizontal bands behind the line, e.g. AQI bands; `fill` is a CSS colour. */
  bands?: readonly { from: number; to: number; fill: string }[]
  limit?: { value: number; label: string }
  /** CSS colour of the line; default --series-1. */
  colour?: string
}

/** One series over time. Gaps stay gaps, suspect values are marked; the same content as text and as a table. */
export function TimeChart(props: TimeChartProps) {
  const { t } = useText('common')
  const format = useFormat()
  const [asTable, setAsTable] = useState(false)
  const { name, unit, decimals, points, stepMs, from, to, heightPx = 240, bands = [], limit } = props
  const colour = props.colour ?? 'var(--series-1)'
  const rows = useMemo(() => chartRows(points, stepMs), [points, stepMs])
  const summary = useMemo(() => summaryOf(rows), [rows])
  const ticks = useMemo(() => hourTicks(from, to, 8, hanoiOffsetMs), [from, to])
  if (!summary) return <EmptyState title={t('chart.empty')} />

  // From zero where zero means nothing there; a level such as pH or a temperature keeps its own range.
  const { baseline = 'zero' } = props
  const high = Math.max(summary.max, limit?.value ?? summary.max)
  const levels = niceTicks(baseline === 'zero' ? Math.min(0, summary.min) : summary.min, high)
  const [floor = 0, ceiling = floor] = [levels[0], levels.at(-1)]
  const write = (value: number) => format.quantity(value, unit, decimals)
  const text = [
    t('chart.summary', {
      name,
      values: format.number(summary.count),
      from: format.dateTime(from),
      to: format.dateTime(to),
      min: write(summary.min),
      max: write(summary.max),
      last: write(summary.last.value),
      lastTime: format.moment(summary.last.time, to),
    }),
    summary.gaps > 0 && t('chart.gaps', { count: summary.gaps }),
    summary.flagged > 0 && t('chart.flagged', { count: summary.flagged }),
  ]
    .filter(Boolean)
    .join(' ')
  const tickText = (at: number) =>
    format.time(at) === '00:00' ? format.date(at).slice(0, -5) : format.time(at)

  return (
    <figure className="chart" aria-label={text}>
      <figcaption className="chart__head">
        <span>
          <b>{name}</b> {unit && <span className="chart__unit">{unit}</span>}
        </span>
        <Button look="quiet" size="s" onPress={() => setAsTable(!asTable)}>
          {asTable ? t('chart.hideTable') : t('chart.showTable')}
        </Button>
      </figcaption>
      {asTable ? (
        <ChartTable rows={rows} write={write} caption={text} heightPx={heightPx} />
      ) : (
        <div style={{ height: heightPx }}>
          <ResponsiveContainer width="100%" height="100%">
            <LineChart data={rows} margin={{ top: 8, right: 12, bottom: 0, left: 0 }}>
              {bands.map((band) => (
                <ReferenceArea
                  key={band.from}
                  y1={band.from}
                  y2={band.to}
                  fill={band.fill}
                  fillOpacity={0.16}
                  stroke="none"
                  ifOverflow="hidden"
                />
              ))}
              <CartesianGrid vertical={false} stroke="var(--line)" />
              <XAxis
                dataKey="time"
                type="number"
                domain={[from, to]}
                ticks={ticks}
                tickFormatter={tickText}
                stroke="var(--line-strong)"
                tick={{ fill: 'var(--ink-3)', fontSize: 11 }}
                tickLine={false}
                allowDataOverflow
              />
              <YAxis
                width={48}
                axisLine={false}
                tickLine={false}
                tick={{ fill: 'var(--ink-3)', fontSize: 11 }}
                ticks={levels}
                domain={[floor, ceiling > floor ? ceiling : floor + 1]}
                tickFormatter={(value: number) => format.number(value, tickDecimals(levels))}
              />
              {limit && (
                <ReferenceLine
                  y={limit.value}
                  stroke="var(--ink-2)"
                  strokeDasharray="5 4"
                  label={{
                    value: limit.label,
                    position: 'insideTopRight',
                    fill: 'var(--ink-2)',
                    fontSize: 11,
                  }}
                />
              )}
              <Tooltip
                isAnimationActive={false}
                cursor={{ stroke: 'var(--line-strong)' }}
                content={<ChartTip write={write} />}
              />
              {/* Failed values are no part of the line: strokes at the foot say when they came. Before the line, so that the
                  pointer finds the line's row. */}
              <Line
                dataKey={({ flag, doubt }: ChartRow) => (flag === flags.fail || doubt ? floor : null)}
                stroke="none"
                isAnimationActive={false}
                activeDot={false}
                tooltipType="none"
                dot={<FailDot />}
              />
              <Line
                dataKey="value"
                name={name}
                type="linear"
                stroke={colour}
                strokeWidth={2}
                connectNulls={false}
                isAnimationActive={false}
                activeDot={{ r: 4, fill: colour, stroke: 'var(--surface)', strokeWidth: 2 }}
                dot={<ChartDot colour={colour} />}
              />
            </LineChart>
          </ResponsiveContainer>
        </div>
      )}
    </figure>
  )
}

/** What is under the pointer. The chart fills in `active` and `payload`. */
function ChartTip(props: {
  write: (value: number) => string
  active?: boolean
  payload?: readonly { payload?: ChartRow }[]
}) {
  const format = useFormat()
  const row = props.payload?.[0]?.payload
  if (!props.active || !row || (row.value === null && row.flag !== flags.fail)) return null
  return (
    <div className="chart__tip">
      <div>{format.dateTime(row.time)}</div>
      {row.value !== null && <strong className="num">{props.write(row.value)}</strong>}{' '}
      <FlagMark flag={row.flag} />
      {row.note && <div>{row.note}</div>}
    </div>
  )
}

/** A stroke at the foot of the chart: a value came and failed its checks; a small diamond: suspect ones in the window. */
function FailDot(props: { cx?: number; cy?: number; payload?: ChartRow }) {
  const { cx, cy, payload } = props
  if (cx === undefined || cy === undefined || !payload) return <g />
  if (payload.doubt === 'suspect')
    return (
      <path
        d={`M${cx} ${cy - 7}l3 3l-3 3l-3-3z`}
        fill="var(--surface)"
        stroke="var(--ink-2)"
        strokeWidth={1}
      />
    )
  if (payload.flag !== flags.fail && payload.doubt !== 'fail') return <g />
  return <path d={`M${cx} ${cy - 1}v-8`} stroke="var(--alarm)" strokeWidth={1.5} />
}

/** Only what the line cannot say: suspect values as open diamonds, lone values as dots, a triangle over what has a note. */
function ChartDot(props: { cx?: number; cy?: number; payload?: ChartRow; colour: string }) {
  const { cx, cy, payload } = props
  if (cx === undefined || cy === undefined || !payload || payload.value === null) return <g />
  if (payload.note === undefined) return <ValueDot {...props} />
  // Over the point, turned down to it; at the upper edge under it.
  const [tip, base] = cy < 14 ? [cy + 4, cy + 12] : [cy - 4, cy - 12]
  return (
    <g>
      <ValueDot {...props} />
      <path
        d={`M${cx} ${tip}L${cx - 4.5} ${base}h9z`}
        fill="var(--series-2)"
        stroke="var(--surface)"
        strokeWidth={1}
      />
    </g>
  )
}

function ValueDot(props: { cx?: number; cy?: number; payload?: ChartRow; colour: string }) {
  const { cx, cy, payload, colour } = props
  if (cx === undefined || cy === undefined || !payload) return <g />
  if (payload.flag === flags.suspect)
    return (
      <path
        d={`M${cx} ${cy - 5.5}l5.5 5.5l-5.5 5.5l-5.5-5.5z`}
        fill="var(--surface)"
        stroke="var(--ink)"
        strokeWidth={1.5}
      />
    )
  return payload.alone ? <circle cx={cx} cy={cy} r={2.5} fill={colour} /> : <g />
}
