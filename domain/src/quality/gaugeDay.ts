import type { RollupFigures } from '../series/rollups.ts'
import type { GaugeDay } from './blockedGauge.ts'

/** Parameters that tell whether it rained on a day; each gauge has one at least. */
export const rainDayParameters = ['rain_10m', 'rain_1h', 'rain_day', 'tips'] as const

const tenMinutesADay = 144
const hoursADay = 24

/** A day of a gauge out of the figures of its usable values; undefined without any of rain. Sums that come oftener than
 *  they are long overlap, so their mean counts as often as they fit into the part of the day that was reported.
 *  A day counter is read at its highest; since it may start at 19:00 of the day before, half of it is counted, which never
 *  counts anything twice over days. Tips only say whether the bucket moved. */
export function gaugeDayOf(stats: Readonly<Record<string, RollupFigures>>): GaugeDay | undefined {
  const known = rainDayParameters.flatMap((parameter) => stats[parameter] ?? [])
  if (known.length === 0) return undefined
  const { rain_10m: ten, rain_1h: hour, rain_day: day, tips } = stats
  const meanOver = ({ count, mean, completeness }: RollupFigures, most: number): number =>
    mean * Math.min(count, most * completeness)
  const mm = ten ? meanOver(ten, tenMinutesADay) : hour ? meanOver(hour, hoursADay) : day ? day.max / 2 : 0
  const isWet =
    [ten, hour, day].some((figures) => figures !== undefined && figures.max > 0) ||
    (tips !== undefined && tips.max > tips.min)
  return { mm: Math.max(0, mm), isWet, share: Math.max(...known.map(({ completeness }) => completeness)) }
}
