import type { RainLevelCode } from '../api/rain.ts'
import type { RainLevels } from './rainSettings.ts'
import { exactMm } from './rainSpan.ts'

/** Rain of one gauge over a window; null: nothing received. A lower bound unless complete. */
export interface MeasuredRain {
  mm: number | null
  complete: boolean
  /** The same with suspect values (flag 3), where these add rain. */
  withSuspect?: { mm: number; complete: boolean } | null
}

export interface ReachedLevel {
  code: RainLevelCode
  /** The condition that decided, and the rain that met it; null for none and unknown. */
  by: { mm: number; windowMin: number; thresholdMm: number; complete: boolean } | null
}

/** The highest level that the rain of a gauge reaches. A lower bound is enough to reach one; `none` needs every window
 *  complete, else it is `unknown`: missing rain is not no rain.
 *  @param levels lowest first; @param rainOver rain of the gauge over so many minutes */
export function reachedLevel(
  levels: RainLevels,
  rainOver: (windowMin: number) => MeasuredRain,
): ReachedLevel {
  let isKnown = true
  for (const { code, any_of } of levels.toReversed()) {
    for (const { mm: thresholdMm, window_min: windowMin } of any_of) {
      const { mm, complete } = rainOver(windowMin)
      if (mm !== null && mm >= thresholdMm) return { code, by: { mm, windowMin, thresholdMm, complete } }
      isKnown &&= complete
    }
  }
  return { code: isKnown ? 'none' : 'unknown', by: null }
}

/** The level that stands, of the two that are reached with suspect rain (flag 3) and without: the higher one. */
export interface StandingLevel extends ReachedLevel {
  /** True when suspect rain made the difference. */
  unconfirmed: boolean
  /** Part of `by.mm` that is not confirmed, mm; 0 unless `unconfirmed`. */
  suspectMm: number
  /** The level without suspect rain. */
  confirmedCode: RainLevelCode
}

/** Suspect rain may raise a level, and never says that there is none: a cloudburst is suspect by its amount alone
 *  (environment.md 7.1, 7.3). */
export function standingLevel(
  levels: RainLevels,
  rainOver: (windowMin: number) => MeasuredRain,
): StandingLevel {
  const confirmed = reachedLevel(levels, rainOver)
  const confirmedCode = confirmed.code
  const all = reachedLevel(levels, (minutes) => rainOver(minutes).withSuspect ?? rainOver(minutes))
  if (!all.by || levelRank(all.code) <= levelRank(confirmedCode))
    return { ...confirmed, unconfirmed: false, suspectMm: 0, confirmedCode }
  const suspectMm = exactMm(all.by.mm - (rainOver(all.by.windowMin).mm ?? 0))
  return { ...all, unconfirmed: true, suspectMm, confirmedCode }
}

const order: readonly RainLevelCode[] = ['unknown', 'none', 'watch', 'likely', 'widespread', 'severe']

/** Greater is worse; what is unknown is below everything known. */
export function levelRank(code: RainLevelCode): number {
  return order.indexOf(code)
}

/** By level; of equal ones what is confirmed comes before what is not. Above 0: `a` is worse. */
export function compareLevels(a: StandingLevel, b: StandingLevel): number {
  return levelRank(a.code) - levelRank(b.code) || Number(b.unconfirmed) - Number(a.unconfirmed)
}
