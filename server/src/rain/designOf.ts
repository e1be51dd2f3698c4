import type { RainDesign } from '@city/domain/api/rain.ts'
import type { DrainageDesign } from '@city/domain/rain/rainSettings.ts'
import type { TotalBothWays } from '@city/domain/rain/bothTotals.ts'
import type { Station } from '@city/domain/station/station.ts'
import { utc } from '../http/cityTime.ts'
import { medianOf } from './totalsOf.ts'

/** Rain of 48 hours as shares of the design rain (environment.md 5.2: 310 mm in 2 days [V2]; 100 mm a day [C]). */
export function designOf(
  totals: readonly { gauge: Station; total: TotalBothWays }[],
  { mm, text, mark, reference, conflicting }: DrainageDesign,
  now: number,
): RainDesign {
  const shareOf = (rain: number): number => Math.round((rain / mm) * 1000) / 1000
  const itemOf = ({ id, name }: Station, rain: number, complete: boolean) => {
    return { station: id, name, mm: rain, share: shareOf(rain), complete }
  }
  const known = totals.flatMap(({ gauge, total: { total: one } }) =>
    one.totalMm === null ? [] : [itemOf(gauge, one.totalMm, one.complete)],
  )
  const standing = totals.flatMap(({ gauge, total: { total: one, suspectMm, withSuspect } }) => {
    const { totalMm, complete } = withSuspect ?? one
    return totalMm === null ? [] : [{ ...itemOf(gauge, totalMm, complete), suspect_mm: suspectMm }]
  })
  const max = known.toSorted((a, b) => b.mm - a.mm)[0] ?? null
  const most = standing.toSorted((a, b) => b.mm - a.mm)[0] ?? null
  const complete = known.filter((one) => one.complete)
  const median = medianOf(complete.map((one) => one.mm))
  return {
    now: utc(now),
    window: '48h',
    design_mm: mm,
    document: { text, mark, reference },
    conflicting,
    max,
    max_with_suspect: most && most.mm > (max?.mm ?? 0) ? most : null,
    median: median === null ? null : { mm: median, share: shareOf(median) },
    gauges: {
      all: totals.length,
      complete: complete.length,
      over: known.filter((one) => one.mm >= mm).length,
      over_with_suspect: standing.filter((one) => one.mm >= mm).length,
    },
  }
}
