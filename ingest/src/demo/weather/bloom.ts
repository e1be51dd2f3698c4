import { dayMs, hanoiDayStart, hourMs } from '@city/domain/time/hanoiTime.ts'
import { hash } from './noise.ts'

/** Days in which one bloom comes and goes. */
const roundDays = 6
/** Blooms of West Lake begin in the half-closed east bay. */
const bay = { lat: 21.0605, lon: 105.8285 }
/** How far a bloom reaches, degrees. */
const reachDeg = 0.008

/** Strength of the algal bloom at a place of the lake, 0–1: in each round of six days one rises within two days to the
 *  afternoon of its top and dies in two. The same moment always gives the same bloom. */
export function bloomAt({ lat, lon }: { lat: number; lon: number }, time: number): number {
  const day = Math.floor(hanoiDayStart(time) / dayMs)
  const round = Math.floor(day / roundDays)
  let strength = 0
  for (const one of [round - 1, round, round + 1]) {
    const topDay = one * roundDays + Math.floor(hash('bloom day', one) * roundDays)
    const top = hanoiDayStart(topDay * dayMs + dayMs / 2) + 15 * hourMs
    const days = (time - top) / dayMs
    strength += (0.75 + 0.25 * hash('bloom', one)) * Math.exp(-(days * days) / 0.9)
  }
  const apart = Math.hypot(lat - bay.lat, (lon - bay.lon) * Math.cos((lat * Math.PI) / 180)) / reachDeg
  return Math.min(1, strength) * (0.15 + 0.85 * Math.exp(-apart * apart))
}
