import { flag as flags } from '@city/domain/quality/flag.ts'

/** One value of a chart. `time`: ms since 1970 UTC; a failed or missing value is `value: null`. */
export interface ChartPoint {
  time: number
  value: number | null
  flag?: number | undefined
  /** Something to know of this point, in words: marked on the chart, read in its tip and in the table. */
  note?: string | undefined
  /** The value is of a window some of whose readings were flagged and left out: a mark at the foot of the chart. */
  doubt?: 'suspect' | 'fail' | undefined
}

export interface ChartRow extends ChartPoint {
  /** Stands between two gaps: a line cannot show it, a dot must. */
  alone: boolean
}

/** Rows that a line may be drawn through: a gap longer than 1.5 steps gets an empty row, so that no line bridges it;
 *  failed and missing values are gaps. In order of time. */
export function chartRows(points: readonly ChartPoint[], stepMs: number): ChartRow[] {
  const rows: ChartRow[] = []
  let before: number | undefined
  for (const point of points) {
    if (before !== undefined && point.time - before > 1.5 * stepMs)
      rows.push({ time: before + stepMs, value: null, alone: false })
    const unusable = point.flag === flags.fail || point.flag === flags.missing
    rows.push({ ...point, value: unusable ? null : point.value, alone: false })
    before = point.time
  }
  for (const [at, row] of rows.entries())
    row.alone =
      row.value !== null && (rows[at - 1]?.value ?? null) === null && (rows[at + 1]?.value ?? null) === null
  return rows
}

export interface ChartSummary {
  count: number
  gaps: number
  flagged: number
  min: number
  max: number
  last: ChartPoint & { value: number }
}

/** The chart in figures; undefined when there is no value at all. */
export function summaryOf(rows: readonly ChartRow[]): ChartSummary | undefined {
  const known = rows.filter((row): row is ChartRow & { value: number } => row.value !== null)
  const last = known.at(-1)
  if (!last) return undefined
  const values = known.map(({ value }) => value)
  return {
    count: known.length,
    gaps: rows.filter((row, at) => row.value === null && at > 0 && rows[at - 1]?.value !== null).length,
    flagged: rows.filter(({ flag }) => flag === flags.suspect || flag === flags.fail).length,
    min: Math.min(...values),
    max: Math.max(...values),
    last,
  }
}

const hourMs = 3_600_000

/** Times of axis marks: every 1, 2, 3, 6, 12 or 24 hours on the clock of the zone, at most `atMost` of them.
 *  @param offsetMs the zone's distance from UTC */
export function hourTicks(from: number, to: number, atMost: number, offsetMs: number): number[] {
  const steps = [1, 2, 3, 6, 12, 24, 48, 168].map((hours) => hours * hourMs)
  const step = steps.find((one) => (to - from) / one <= atMost) ?? 168 * hourMs
  const ticks: number[] = []
  for (let at = Math.ceil((from + offsetMs) / step) * step - offsetMs; at <= to; at += step) ticks.push(at)
  return ticks
}
