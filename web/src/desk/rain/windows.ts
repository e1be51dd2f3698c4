import type { RainTotalItem } from '@city/domain/api/rain.ts'
import { rainLevelOf } from '../../domainView/rainLevel.ts'
import { standingRain, type StandingParts } from '../../domainView/suspectRain.ts'

/** Windows that the page offers, shortest first. */
export const shownWindows = ['15m', '1h', '2h', '3h', '6h', '12h', '24h', '48h', 'since_19h', 'day'] as const
export type ShownWindow = (typeof shownWindows)[number]

/** Hours of the windows whose level is their mean intensity; longer ones and days go by their intensity class. */
const hours: Partial<Record<ShownWindow, number>> = { '15m': 0.25, '1h': 1, '2h': 2, '3h': 3, '6h': 6 }
const classLevels = { none: 0, trace: 1, light: 1, rain: 2, moderate: 3, heavy: 4, very_heavy: 5 } as const

/** True where the level of a total goes by mean intensity, mm/hour. */
export function isByIntensity(window: ShownWindow): boolean {
  return hours[window] !== undefined
}

/** Level 0–5 of a gauge's total: by mean intensity up to 6 h, by the national class (environment.md 5.1) beyond; of 48 h,
 *  which has no class, by the class of its mean day. Suspect rain (flag 3) counts: the mark is hatched. Null when nothing was received. */
export function totalLevel(
  item: StandingParts & Pick<RainTotalItem, 'intensity_class'>,
  window: ShownWindow,
): number | null {
  const standing = standingRain(item)
  if (!standing) return null
  const { mm } = standing
  const { intensity_class: named } = item
  const length = hours[window]
  if (length !== undefined) return rainLevelOf(mm / length)
  if (named) return classLevels[named.code]
  const daily = window === '48h' ? mm / 2 : mm
  return daily <= 0 ? 0 : daily < 6 ? 1 : daily < 16 ? 2 : daily <= 50 ? 3 : daily <= 100 ? 4 : 5
}
