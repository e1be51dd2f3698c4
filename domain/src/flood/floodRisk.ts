import type { FloodRisk } from '../api/flood.ts'
import { levelRank, reachedLevel, type MeasuredRain, type ReachedLevel } from '../rain/rainLevel.ts'
import type { RainLevels } from '../rain/rainSettings.ts'
import type { Names } from '../station/station.ts'
import { rainWords, triggerWords } from './floodWords.ts'
import type { Trigger } from './floodTrigger.ts'

/** A gauge near a point and the rain that it tells. */
export interface NearGauge {
  station: string
  name: Names
  distanceKm: number
  /** Rolling total over so many minutes. */
  rainOver: (windowMin: number) => MeasuredRain
}

/** Risk of flooding at a point from the gauges near it: the highest level that any of them reaches. `none` needs a gauge
 *  whose windows are all complete; otherwise the risk is unknown, never none.
 *  @param gauges nearest first; @param levels lowest first, as of `levelsAt` */
export function floodRiskOf(gauges: readonly NearGauge[], levels: RainLevels, trigger: Trigger): FloodRisk {
  const judged = gauges.map((gauge) => ({ gauge, reached: reachedLevel(levels, gauge.rainOver) }))
  // Of equal levels the nearer gauge decides.
  let worst: (typeof judged)[number] | undefined
  for (const one of judged)
    if (!worst || levelRank(one.reached.code) > levelRank(worst.reached.code)) worst = one
  return {
    level: worst?.reached.code ?? 'unknown',
    reason: reasonOf(worst, gauges, levels, trigger),
    gauges: judged.map(({ gauge, reached }) => itemOf(gauge, reached, trigger)),
    trigger,
  }
}

function itemOf(
  { station, name, distanceKm, rainOver }: NearGauge,
  { code, by }: ReachedLevel,
  { window_min }: Trigger,
): FloodRisk['gauges'][number] {
  const window = by?.windowMin ?? window_min
  const { mm, complete } = rainOver(window)
  const distance = Math.round(distanceKm * 100) / 100
  return { station, name, distance_km: distance, window_min: window, mm, complete, level: code }
}

function reasonOf(
  worst: { gauge: NearGauge; reached: ReachedLevel } | undefined,
  gauges: readonly NearGauge[],
  levels: RainLevels,
  trigger: Trigger,
): Names {
  const at = triggerWords(trigger)
  if (!worst)
    return {
      vi: `Chưa xác định: không có trạm đo mưa trong phạm vi cho phép. ${at.vi}`,
      en: `Unknown: no rain gauge within the distance allowed. ${at.en}`,
    }
  const { gauge, reached } = worst
  if (reached.code === 'unknown')
    return {
      vi: `Chưa xác định: không trạm nào trong ${gauges.length} trạm gần nhất có đủ số liệu. ${at.vi}`,
      en: `Unknown: none of the ${gauges.length} nearest gauges has complete data. ${at.en}`,
    }
  const window = reached.by?.windowMin ?? trigger.window_min
  const rain = rainWords(gauge.name, window, gauge.rainOver(window), gauge.distanceKm)
  if (!reached.by)
    return { vi: `Chưa đến ngưỡng: ${rain.vi}. ${at.vi}`, en: `Below every threshold: ${rain.en}. ${at.en}` }
  const name = levels.find(({ code }) => code === reached.code)?.name ?? {
    vi: reached.code,
    en: reached.code,
  }
  const { thresholdMm } = reached.by
  return {
    vi: `${name.vi}: ${rain.vi}, ngưỡng ${thresholdMm} mm. ${at.vi}`,
    en: `${name.en}: ${rain.en}, threshold ${thresholdMm} mm. ${at.en}`,
  }
}
