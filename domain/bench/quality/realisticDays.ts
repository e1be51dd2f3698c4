import type { Domain } from '../../src/station/station.ts'
import { dayMs, hanoiOffsetMs, hourMs } from '../../src/time/hanoiTime.ts'
import { normal, randomOf } from './random.ts'

/** A clean series of one station: every reading complete, values in canonical units, rounded as instruments report them. */
export interface CleanSeries {
  domain: Domain
  intervalMs: number
  rows: { time: number; fields: Record<string, number> }[]
}

const minute = 60_000
const start = Date.parse('2026-06-01T17:00:00Z')

/** A slow random walk that comes back to 0, deviation about 1. */
function wander(random: () => number, steps: number): () => number {
  let value = normal(random)
  const keep = 1 - 1 / steps
  return () => (value = keep * value + Math.sqrt(1 - keep * keep) * normal(random))
}

const bell = (hour: number, centre: number, width: number): number =>
  Math.exp(-((((hour - centre + 36) % 24) - 12) ** 2) / (2 * width * width))
const hourOf = (time: number): number => ((time + hanoiOffsetMs) % dayMs) / hourMs
const round = (value: number, decimals: number): number => Number(value.toFixed(decimals))

/** Days of an air station at 5 minutes: two rush hours, ozone by day, rain that cools the air within an hour. */
export function airDays(seed: number, days: number): CleanSeries {
  const random = randomOf(seed)
  const intervalMs = 5 * minute
  const [still, particles, nitrogen, ozone, heat, wet, wind] = Array.from({ length: 7 }, () =>
    wander(random, 288),
  )
  const rows: CleanSeries['rows'] = []
  let storm = 0
  for (let time = start; time < start + days * dayMs; time += intervalMs) {
    const hour = hourOf(time)
    // About one storm in two days, most in the afternoon; it lasts some two hours.
    if (random() < 0.0008 + 0.004 * bell(hour, 17, 2)) storm = 1
    storm *= 0.96
    const traffic = 0.5 + 0.6 * bell(hour, 8, 1.6) + 0.7 * bell(hour, 18.5, 2)
    const stagnant = Math.max(0.4, 1 + 0.3 * still!())
    const washed = 1 - 0.5 * storm
    const pm25 =
      Math.max(2, 38 * stagnant * washed * (0.7 + 0.3 * traffic) * (1 + 0.15 * particles!())) +
      1.5 * normal(random)
    const no2 = Math.max(2, 30 * traffic * stagnant * (1 + 0.1 * nitrogen!()) + 1.2 * normal(random))
    const no = Math.max(0.3, 9 * traffic * traffic * stagnant + 0.6 * normal(random))
    rows.push({
      time,
      fields: {
        pm25: round(pm25, 1),
        pm10: round(pm25 * 1.35 + 8 + 2 * normal(random), 1),
        no2: round(no2, 1),
        no: round(no, 1),
        nox: round((no2 + no * 1.53) * (1 + 0.02 * normal(random)), 1),
        so2: round(Math.max(0.5, 9 * stagnant + 0.5 * normal(random)), 1),
        o3: round(
          Math.max(
            0.5,
            14 + 100 * bell(hour, 14.5, 2.6) * washed * (1 + 0.1 * ozone!()) + 1.5 * normal(random),
          ),
          1,
        ),
        co: round(Math.max(50, 500 + 600 * traffic * stagnant + 25 * normal(random)), 0),
        temp: round(28 + 4 * bell(hour, 14, 3.5) + heat!() - 4 * storm + 0.08 * normal(random), 1),
        rh: round(
          Math.min(99, 74 - 14 * bell(hour, 14, 4) + 4 * wet!() + 18 * storm + 0.4 * normal(random)),
          0,
        ),
        pres: round(1004 + 1.5 * Math.sin((hour / 12) * 2 * Math.PI) + 0.03 * normal(random), 1),
        ws: round(Math.max(0, 1.5 + 0.7 * wind!() + 2 * storm + 0.3 * normal(random)), 1),
      },
    })
  }
  return { domain: 'air', intervalMs, rows }
}

/** Days of a lake station at 10 minutes: oxygen and pH follow the sun, all else moves slowly. */
export function waterDays(seed: number, days: number): CleanSeries {
  const random = randomOf(seed)
  const intervalMs = 10 * minute
  const [bloom, heat, salt, mud, ammonia, nitrate] = Array.from({ length: 6 }, () => wander(random, 288))
  const rows: CleanSeries['rows'] = []
  for (let time = start; time < start + days * dayMs; time += intervalMs) {
    const hour = hourOf(time)
    const sun = bell(hour, 15.5, 3.4)
    const growth = 1 + 0.2 * bloom!()
    rows.push({
      time,
      fields: {
        temp: round(29 + 1.6 * sun + 0.4 * heat!() + 0.02 * normal(random), 2),
        ph: round(7.6 + 0.9 * sun * growth + 0.012 * normal(random), 2),
        do: round(Math.max(0.4, 4 + 5 * sun * growth + 0.05 * normal(random)), 2),
        ec: round(395 + 12 * salt!() + 0.8 * normal(random), 0),
        turbidity: round(Math.max(3, 25 + 5 * mud!() + 0.6 * normal(random)), 1),
        nh4n: round(Math.max(0.02, 0.4 + 0.08 * ammonia!() + 0.008 * normal(random)), 3),
        no3n: round(Math.max(0.05, 0.9 + 0.15 * nitrate!() + 0.015 * normal(random)), 3),
        chla: round(Math.max(1, 35 * growth + 0.7 * normal(random)), 1),
      },
    })
  }
  return { domain: 'water', intervalMs, rows }
}
