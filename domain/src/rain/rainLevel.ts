import type { RainLevelCode } from '../api/rain.ts'
import type { RainLevels } from './rainSettings.ts'

/** Rain of one gauge over a window; null: nothing received. A lower bound unless complete. */
export interface MeasuredRain {
  mm: number | null
  complete: boolean
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

const order: readonly RainLevelCode[] = ['unknown', 'none', 'watch', 'likely', 'widespread', 'severe']

/** Greater is worse; what is unknown is below everything known. */
export function levelRank(code: RainLevelCode): number {
  return order.indexOf(code)
}
