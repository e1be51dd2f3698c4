import type { RainTotals } from '@city/domain/api/rain.ts'
import { rainWords } from '@city/domain/flood/floodWords.ts'
import { levelRank, reachedLevel, type ReachedLevel } from '@city/domain/rain/rainLevel.ts'
import type { RainLevels } from '@city/domain/rain/rainSettings.ts'
import { rollingTotal } from '@city/domain/rain/rainTotal.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { BoardGauge } from './boardGauge.ts'

/** Share of the gauges that must be complete before the city may be said to be below every level. */
const knownShare = 0.5

/** The highest dashboard level that any gauge reaches now (environment.md 5.2 [P]); `none` only when at least half of the
 *  gauges are known to be below every one. */
export function cityLevel(
  gauges: readonly Station[],
  board: ReadonlyMap<string, BoardGauge>,
  levels: RainLevels,
  now: number,
): RainTotals['level'] {
  const judged = gauges.map((gauge) => {
    const { rain } = board.get(gauge.id)!
    const rainOver = (minutes: number) => {
      const { totalMm, complete } = rollingTotal(rain, now, minutes * 60_000)
      return { mm: totalMm, complete }
    }
    return { gauge, reached: reachedLevel(levels, rainOver) }
  })
  const worst = judged.toSorted((a, b) => compare(b.reached, a.reached))[0]
  const known = judged.filter(({ reached }) => reached.code !== 'unknown').length
  const nothing = { station: null, window_min: null, mm: null, threshold_mm: null }
  if (!worst?.reached.by) {
    const isKnown = known > 0 && known >= knownShare * gauges.length
    const told = {
      vi: `${known} trên ${gauges.length} trạm có đủ số liệu`,
      en: `${known} of ${gauges.length} gauges are complete`,
    }
    return isKnown
      ? {
          code: 'none',
          text: { vi: `Dưới mọi ngưỡng; ${told.vi}`, en: `Below every level; ${told.en}` },
          ...nothing,
        }
      : { code: 'unknown', text: { vi: `Chưa xác định: ${told.vi}`, en: `Unknown: ${told.en}` }, ...nothing }
  }
  const { gauge, reached } = worst
  const by = worst.reached.by
  const words = rainWords(gauge.name, by.windowMin, by)
  const name = levels.find(({ code }) => code === reached.code)!.name
  return {
    code: reached.code,
    text: {
      vi: `${name.vi}: ${words.vi}, ngưỡng ${by.thresholdMm} mm`,
      en: `${name.en}: ${words.en}, threshold ${by.thresholdMm} mm`,
    },
    ...{ station: gauge.id, window_min: by.windowMin, mm: by.mm, threshold_mm: by.thresholdMm },
  }
}

/** By level, then by how far it is passed. */
function compare(a: ReachedLevel, b: ReachedLevel): number {
  const excess = ({ by }: ReachedLevel): number => (by ? by.mm / by.thresholdMm : 0)
  return levelRank(a.code) - levelRank(b.code) || excess(a) - excess(b)
}
