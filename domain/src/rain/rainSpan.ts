/** Rain that fell in (from, time], ms since 1970 UTC; `mm` is null-free: what is not known is no span. */
export interface RainSpan {
  from: number
  time: number
  mm: number
  /** A 10-minute sum as the gauge reported it, or one made of a counter. */
  kind: 'sum' | 'counter'
  /** True when a counter was reset within it: `mm` is then a lower bound. */
  hasReset: boolean
  /** Set when it comes of a suspect value (flag 3): shown with a mark, in no plain total (environment.md 7.1). */
  isUnconfirmed?: true
}

/** One stored row of a gauge with its usable values (flags 1 and 2). */
export interface GaugeRow extends RainValues {
  /** ms since 1970 UTC */
  time: number
  /** Its suspect values (flag 3); absent without any. Failed ones (flag 4) are nowhere. */
  suspect?: RainValues
}

export interface RainValues {
  /** Rain of the 10 minutes before `time`, mm. */
  sum: number | null
  /** Tips that its bucket has counted; starts again at 0 after a reset. */
  tips: number | null
  /** Rain since the last reset of the day counter, mm. */
  day: number | null
}

export const tenMinutesMs = 10 * 60_000
/** Gauges' clocks and transmission jitter; two reports this much closer than 10 minutes still do not overlap. */
export const jitterMs = 30_000
/** Amounts are reported to 0.1 mm at best: sums are freed of the noise of binary fractions, never of rain. */
export const exactMm = (mm: number): number => Math.round(mm * 1e6) / 1e6
