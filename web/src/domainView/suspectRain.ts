import type { RainTotalItem } from '@city/domain/api/rain.ts'

/** What a gauge had in a window, suspect rain (flag 3) included: the figure that a level, a colour or a warning goes by.
 *  `suspectMm`: the part of `mm` that is not yet confirmed, 0 where nothing is suspect. `asOf`: ms, the newest report that
 *  it rests on. */
export interface StandingRain {
  mm: number
  suspectMm: number
  complete: boolean
  asOf: number | null
}

/** The fields of a total that its standing rain is made of. */
export type StandingParts = Pick<RainTotalItem, 'total_mm' | 'suspect_mm' | 'complete' | 'as_of' | 'to'> & {
  with_suspect: Pick<NonNullable<RainTotalItem['with_suspect']>, 'total_mm' | 'complete'> | null
}

/** The total of a gauge with its suspect rain; null when nothing at all was received. Unknown is never zero. */
export function standingRain(item: StandingParts): StandingRain | null {
  const { total_mm: mm, suspect_mm: suspectMm, complete, with_suspect: both, as_of: asOf, to } = item
  // The window ends at the newest report, be it suspect; `as_of` is that of confirmed rain.
  if (both) return { mm: both.total_mm, suspectMm, complete: both.complete, asOf: Date.parse(to) }
  return mm === null ? null : { mm, suspectMm: 0, complete, asOf: asOf === null ? null : Date.parse(asOf) }
}
