import type { FloodList } from '@city/domain/api/flood.ts'
import type { RainLevelCode } from '@city/domain/api/rain.ts'
import { depthClassOf, type DepthClass } from '@city/domain/flood/depthClass.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { riskLevelOf, riskRank } from '../../domainView/riskLevel.ts'
import { newestOf, usableOf, type Quality } from './quality.ts'

/** A flood point with a depth that may stand for now. `since`: start of its flooding, ms, null while not known. */
export interface FloodPointNow {
  station: LiveStation
  cm: number
  depth: DepthClass
  since: number | null
}

export interface RiskNow {
  level: RainLevelCode
  points: number
}

/** `byClass[0]` is not flooded … `byClass[4]` deepest. `flooded`: points of class 1 and more, deepest first. */
export interface FloodPicture {
  quality: Quality
  byClass: readonly number[]
  flooded: readonly FloodPointNow[]
  known: number
  total: number
  /** Worst risk of all points that confirmed data show, and how many points have it; null while there is none. */
  risk: RiskNow | null
  /** The same with suspect rain (flag 3), where that makes it worse; else null. */
  unconfirmedRisk: RiskNow | null
  asOf: number | null
}

/** Flooding over the city now: depths from the live stations, starts from the server's list.
 *  @param now server clock, ms */
export function floodPictureOf(
  stations: readonly LiveStation[],
  list: FloodList | undefined,
  now: number,
): FloodPicture {
  const sinceOf = new Map(list?.items.map(({ station, since }) => [station, since]))
  const measured = stations.flatMap((station): FloodPointNow[] => {
    const cm = station.latest?.values.depth_cm
    if (cm === undefined || !countsInMean(station.latest?.flags.depth_cm ?? flag.good)) return []
    const since = sinceOf.get(station.id)
    return [{ station, cm, depth: depthClassOf(cm), since: since ? Date.parse(since) : null }]
  })
  const { quality, items } = usableOf(
    measured,
    ({ station }, at) => freshnessOf(station.time, station.interval_s, at),
    ({ station }) => station.time,
    now,
  )
  const confirmed = riskOf(list, 'confirmed_level')
  const standing = riskOf(list, 'level')
  return {
    quality,
    byClass: [0, 1, 2, 3, 4].map((level) => items.filter(({ depth }) => depth.class === level).length),
    flooded: items.filter(({ depth }) => depth.class > 0).toSorted((a, b) => b.cm - a.cm),
    known: items.length,
    total: stations.length,
    risk: confirmed,
    unconfirmedRisk: standing && rank(standing) > rank(confirmed) ? standing : null,
    asOf: newestOf(items.map(({ station }) => station.time)),
  }
}

function riskOf(list: FloodList | undefined, which: 'level' | 'confirmed_level'): RiskNow | null {
  const levels = (list?.items ?? [])
    .map(({ risk }) => risk[which])
    .filter((one) => (riskLevelOf(one) ?? 0) > 0)
  const [worst] = levels.toSorted((a, b) => riskRank(b) - riskRank(a))
  if (worst === undefined) return null
  return { level: worst, points: levels.filter((one) => one === worst).length }
}

const rank = (risk: RiskNow | null) => (risk ? riskRank(risk.level) : -1)

/** What the depth means for traffic, the worse of motorbike and car; a key of the texts `pass.*`. */
export function passOf({ motorbike, car }: DepthClass): 'both' | 'highOnly' | 'stalling' | 'slow' | 'open' {
  if (car === 'no') return 'both'
  if (car === 'high_vehicles_only') return 'highOnly'
  if (motorbike === 'risk_of_stalling') return 'stalling'
  return motorbike === 'yes' ? 'open' : 'slow'
}
