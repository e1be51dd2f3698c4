import type { RainTotalItem } from '@city/domain/api/rain.ts'

/** What a gauge had in a window, suspect rain (flag 3) included: the figure that a level, a colour or a warning goes by.
 *  `suspectMm`: the part of `mm` that is not yet confirmed, 0 where nothing is suspect. */
export interface StandingRain {
  mm: number
  suspectMm: number
  complete: boolean
}

/** The total of a gauge with its suspect rain; null when nothing at all was received. Unknown is never zero. */
export function standingRain(
  item: Pick<RainTotalItem, 'total_mm' | 'suspect_mm' | 'complete'> & {
    with_suspect: Pick<NonNullable<RainTotalItem['with_suspect']>, 'total_mm' | 'complete'> | null
  },
): StandingRain | null {
  const { total_mm: mm, suspect_mm: suspectMm, complete, with_suspect: both } = item
  if (both) return { mm: both.total_mm, suspectMm, complete: both.complete }
  return mm === null ? null : { mm, suspectMm: 0, complete }
}
