import type { RainLevelCode } from '@city/domain/api/rain.ts'

/** Risk of flooding, least first; the place is the level: 0 none … 4 severe (environment.md 5.2). */
export const riskLevels = ['none', 'watch', 'likely', 'widespread', 'severe'] as const

/** 0 none … 4 severe; null when it is not known. */
export function riskLevelOf(code: RainLevelCode): number | null {
  const level = riskLevels.findIndex((one) => one === code)
  return level < 0 ? null : level
}

/** For sorting: unknown stands above none and below watch, as it may be anything. */
export function riskRank(code: RainLevelCode): number {
  return riskLevelOf(code) ?? 0.5
}

/** The short sign of a risk on the map: "!" … "!!!!" from watch on, "!?" … "!!!!?" when only suspect rain makes it so, "?" when
 *  unknown, nothing without risk. */
export function riskSign(code: RainLevelCode, unconfirmed = false): string {
  const level = riskLevelOf(code)
  if (level === null) return '?'
  return '!'.repeat(level) + (unconfirmed && level > 0 ? '?' : '')
}
