import type { FloodRisk } from '../api/flood.ts'
import {
  compareLevels,
  levelRank,
  standingLevel,
  type MeasuredRain,
  type StandingLevel,
} from '../rain/rainLevel.ts'
import type { RainLevels } from '../rain/rainSettings.ts'
import { exactMm } from '../rain/rainSpan.ts'
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

/** Risk of flooding at a point from the gauges near it: the highest level that any of them reaches, with suspect rain
 *  (flag 3) or without. `none` needs a gauge whose windows are all complete; otherwise the risk is unknown, never none.
 *  @param gauges nearest first; @param levels lowest first, as of `levelsAt` */
export function floodRiskOf(gauges: readonly NearGauge[], levels: RainLevels, trigger: Trigger): FloodRisk {
  const judged = gauges.map((gauge) => ({ gauge, reached: standingLevel(levels, gauge.rainOver) }))
  // Of equal levels one that is confirmed decides, then the nearer gauge.
  let worst: (typeof judged)[number] | undefined
  let confirmed: StandingLevel['confirmedCode'] = 'unknown'
  for (const one of judged) {
    if (!worst || compareLevels(one.reached, worst.reached) > 0) worst = one
    if (levelRank(one.reached.confirmedCode) > levelRank(confirmed)) confirmed = one.reached.confirmedCode
  }
  return {
    level: worst?.reached.code ?? 'unknown',
    unconfirmed: worst?.reached.unconfirmed ?? false,
    confirmed_level: confirmed,
    reason: reasonOf(worst, gauges, levels, trigger),
    gauges: judged.map(({ gauge, reached }) => itemOf(gauge, reached, trigger)),
    trigger,
  }
}

function itemOf(
  { station, name, distanceKm, rainOver }: NearGauge,
  { code, by, unconfirmed }: StandingLevel,
  { window_min }: Trigger,
): FloodRisk['gauges'][number] {
  const window = by?.windowMin ?? window_min
  const { mm, complete, withSuspect } = rainOver(window)
  return {
    ...{ station, name, distance_km: Math.round(distanceKm * 100) / 100, window_min: window, mm, complete },
    suspect_mm: withSuspect ? exactMm(withSuspect.mm - (mm ?? 0)) : 0,
    ...{ level: code, unconfirmed },
  }
}

function reasonOf(
  worst: { gauge: NearGauge; reached: StandingLevel } | undefined,
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
  const { by, suspectMm } = reached
  const window = by?.windowMin ?? trigger.window_min
  const measured = by ? { ...by, suspectMm } : gauge.rainOver(window)
  const rain = rainWords(gauge.name, window, measured, gauge.distanceKm)
  if (!by)
    return { vi: `Chưa đến ngưỡng: ${rain.vi}. ${at.vi}`, en: `Below every threshold: ${rain.en}. ${at.en}` }
  const name = levels.find(({ code }) => code === reached.code)?.name ?? {
    vi: reached.code,
    en: reached.code,
  }
  const { thresholdMm } = by
  return {
    vi: `Nguy cơ “${name.vi}”: ${rain.vi}, ngưỡng ${thresholdMm} mm. ${at.vi}`,
    en: `Risk “${name.en}”: ${rain.en}, threshold ${thresholdMm} mm. ${at.en}`,
  }
}
