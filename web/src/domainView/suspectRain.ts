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

/** The total of a gauge with its suspect rain; null when nothing at all was received. Unknown is never zero.
 *  @param newest time of the gauge's newest report, ms, where it is known: a window ends there, but with the clock once the
 *  gauge is no longer heard, and its suspect rain is no newer than its report */
export function standingRain(item: StandingParts, newest?: number | null): StandingRain | null {
  const { total_mm: mm, suspect_mm: suspectMm, complete, with_suspect: both, as_of: asOf, to } = item
  // `as_of` is that of confirmed rain; the suspect may be newer.
  if (both) {
    const heard = Math.min(Date.parse(to), newest ?? Infinity)
    return { mm: both.total_mm, suspectMm, complete: both.complete, asOf: heard }
  }
  return mm === null ? null : { mm, suspectMm: 0, complete, asOf: asOf === null ? null : Date.parse(asOf) }
}
