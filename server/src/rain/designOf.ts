import type { RainDesign } from '@city/domain/api/rain.ts'
import type { DrainageDesign } from '@city/domain/rain/rainSettings.ts'
import type { RainTotal } from '@city/domain/rain/rainTotal.ts'
import type { Station } from '@city/domain/station/station.ts'
import { utc } from '../http/cityTime.ts'
import { medianOf } from './totalsOf.ts'

/** Rain of 48 hours as shares of the design rain (environment.md 5.2: 310 mm in 2 days [V2]; 100 mm a day [C]). */
export function designOf(
  totals: readonly { gauge: Station; total: RainTotal }[],
  { mm, text, mark, reference, conflicting }: DrainageDesign,
  now: number,
): RainDesign {
  const shareOf = (rain: number): number => Math.round((rain / mm) * 1000) / 1000
  const known = totals.flatMap(({ gauge, total: { totalMm, complete } }) =>
    totalMm === null
      ? []
      : [{ station: gauge.id, name: gauge.name, mm: totalMm, share: shareOf(totalMm), complete }],
  )
  const complete = known.filter((one) => one.complete)
  const median = medianOf(complete.map((one) => one.mm))
  return {
    now: utc(now),
    window: '48h',
    design_mm: mm,
    document: { text, mark, reference },
    conflicting,
    max: known.toSorted((a, b) => b.mm - a.mm)[0] ?? null,
    median: median === null ? null : { mm: median, share: shareOf(median) },
    gauges: {
      all: totals.length,
      complete: complete.length,
      over: known.filter((one) => one.mm >= mm).length,
    },
  }
}
