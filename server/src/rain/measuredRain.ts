import { rollingBothWays } from '@city/domain/rain/bothTotals.ts'
import type { MeasuredRain } from '@city/domain/rain/rainLevel.ts'
import type { BoardGauge } from './boardGauge.ts'

/** Rain of a gauge over so many minutes before its newest report. */
export function measuredRain({ rain }: BoardGauge, now: number, minutes: number): MeasuredRain {
  const { total, withSuspect } = rollingBothWays(rain, now, minutes * 60_000)
  return {
    ...{ mm: total.totalMm, complete: total.complete },
    withSuspect: withSuspect && { mm: withSuspect.totalMm, complete: withSuspect.complete },
  }
}
