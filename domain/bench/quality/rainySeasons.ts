import { dayMs } from '../../src/time/hanoiTime.ts'
import { rainySeason, usualBlocked, type GaugeDay, type GaugeDays } from '../../src/quality/blockedGauge.ts'
import { normal } from './random.ts'

export interface SimulatedGauge {
  id: string
  /** km east and north. */
  x: number
  y: number
  days: Map<number, GaugeDay>
}

/** Of a month of the rainy season in Hanoi: rain on about half of the days, 200 to 300 mm. */
const wetAfterDry = 0.35
const wetAfterWet = 0.6
const meanMm = 16
/** Rain of a day misses a gauge with this probability, whatever fell elsewhere. */
const missed = 0.2
const missingDays = 0.06

/** May to September of one year at gauges over 20 by 20 km: days of rain of the city, told apart by cells of 7 km and by
 *  gauge; some days are missing or half reported. @param wetness 1 = usual, 0.3 = a very dry year */
export function rainySeasonOf(
  random: () => number,
  year: number,
  gauges: number,
  wetness: number,
): SimulatedGauge[] {
  const { from, to } = rainySeason(year, usualBlocked.months)
  const all = Array.from({ length: gauges }, (_, at): SimulatedGauge => {
    return { id: `G${at}`, x: 20 * random(), y: 20 * random(), days: new Map() }
  })
  let isWet = false
  for (let day = from; day < to; day += dayMs) {
    isWet = random() < wetness * (isWet ? wetAfterWet : wetAfterDry)
    const amount = isWet ? -meanMm * Math.log(1 - random()) : 0
    const cells = Array.from({ length: 9 }, () => Math.exp(0.8 * normal(random)))
    for (const { x, y, days } of all) {
      const own = Math.exp(0.5 * normal(random))
      const isMissed = random() < missed
      const chance = random()
      const mm = isMissed ? 0 : amount * cells[Math.floor(x / 7) * 3 + Math.floor(y / 7)]! * own
      if (chance < missingDays / 2) continue
      const share = chance < missingDays ? 0.5 : 1
      const tipped = Math.floor(mm / 0.2) * 0.2 * share
      days.set(day, { mm: tipped, isWet: tipped > 0, share })
    }
  }
  return all
}

/** The gauge shows 0 mm on the days in [from, to). */
export function block({ days }: SimulatedGauge, from: number, to: number): void {
  for (const [day, { share }] of days)
    if (day >= from && day < to) days.set(day, { mm: 0, isWet: false, share })
}

/** Days of the gauges within so many km of one. */
export function daysAround(
  gauge: SimulatedGauge,
  all: readonly SimulatedGauge[],
  km: number,
): Map<string, GaugeDays> {
  const near = all.filter((one) => one !== gauge && Math.hypot(one.x - gauge.x, one.y - gauge.y) <= km)
  return new Map(near.map(({ id, days }) => [id, days]))
}
