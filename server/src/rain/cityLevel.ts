import type { RainTotals } from '@city/domain/api/rain.ts'
import { rainWords } from '@city/domain/flood/floodWords.ts'
import { compareLevels, levelRank, standingLevel, type StandingLevel } from '@city/domain/rain/rainLevel.ts'
import type { RainLevels } from '@city/domain/rain/rainSettings.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { BoardGauge } from './boardGauge.ts'
import { measuredRain } from './measuredRain.ts'

/** Share of the gauges that must be complete before the city may be said to be below every level. */
const knownShare = 0.5

/** The highest dashboard level that any gauge reaches now (environment.md 5.2 [P]), with suspect rain (flag 3) or without;
 *  `none` only when at least half of the gauges are known to be below every one. */
export function cityLevel(
  gauges: readonly Station[],
  board: ReadonlyMap<string, BoardGauge>,
  levels: RainLevels,
  now: number,
): RainTotals['level'] {
  const judged = gauges.map((gauge) => {
    const one = board.get(gauge.id)!
    return { gauge, reached: standingLevel(levels, (minutes) => measuredRain(one, now, minutes)) }
  })
  const worst = judged.toSorted((a, b) => compare(b.reached, a.reached))[0]
  const codes = judged.map(({ reached }) => reached.confirmedCode)
  const known = codes.filter((code) => code !== 'unknown').length
  const below = known > 0 && known >= knownShare * gauges.length ? 'none' : 'unknown'
  const most = codes.toSorted((a, b) => levelRank(b) - levelRank(a))[0] ?? 'unknown'
  const confirmed_code = levelRank(most) > levelRank('none') ? most : below
  const told = {
    vi: `${known} trên ${gauges.length} trạm có đủ số liệu`,
    en: `${known} of ${gauges.length} gauges are complete`,
  }
  if (!worst?.reached.by)
    return {
      ...{ code: below, unconfirmed: false, confirmed_code },
      text:
        below === 'none'
          ? { vi: `Dưới mọi ngưỡng; ${told.vi}`, en: `Below every level; ${told.en}` }
          : { vi: `Chưa xác định: ${told.vi}`, en: `Unknown: ${told.en}` },
      ...{ station: null, window_min: null, mm: null, suspect_mm: 0, threshold_mm: null },
    }
  const { gauge, reached } = worst
  const { code, unconfirmed, suspectMm } = reached
  const by = worst.reached.by
  const words = rainWords(gauge.name, by.windowMin, { ...by, suspectMm })
  const name = levels.find((level) => level.code === code)!.name
  return {
    ...{ code, unconfirmed, confirmed_code },
    text: {
      vi: `${name.vi}: ${words.vi}, ngưỡng ${by.thresholdMm} mm`,
      en: `${name.en}: ${words.en}, threshold ${by.thresholdMm} mm`,
    },
    ...{ station: gauge.id, window_min: by.windowMin, mm: by.mm, suspect_mm: suspectMm },
    threshold_mm: by.thresholdMm,
  }
}

/** By level, then by how far it is passed; of equal levels what is confirmed comes first. */
function compare(a: StandingLevel, b: StandingLevel): number {
  const excess = ({ by }: StandingLevel): number => (by ? by.mm / by.thresholdMm : 0)
  return compareLevels(a, b) || excess(a) - excess(b)
}
