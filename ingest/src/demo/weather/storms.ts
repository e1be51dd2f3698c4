import { dayMs, hanoiDayStart, hourMs } from '@city/domain/time/hanoiTime.ts'
import { hash } from './noise.ts'

/** One rain cell: a round shower that drifts over the city. Times in ms since 1970 UTC. */
interface Storm {
  start: number
  end: number
  lat: number
  lon: number
  /** Drift in degrees per hour. */
  driftLat: number
  driftLon: number
  radiusDeg: number
  peakMmH: number
}

export type WeatherMode = 'auto' | 'dry' | 'storm'

/** Rain over Hanoi as the simulator sees it; the same moment always gives the same rain. In `storm` mode a heavy cell
 *  stands over the centre from an hour before `startedAt` on, for drills. */
export function createRain(mode: WeatherMode, startedAt: number) {
  const days = new Map<number, Storm[]>()
  const drill: Storm = {
    start: startedAt - 1.5 * hourMs,
    end: startedAt + 2.5 * hourMs,
    lat: 21.02,
    lon: 105.82,
    driftLat: 0.006,
    driftLon: 0.012,
    radiusDeg: 0.085,
    peakMmH: 74,
  }

  function stormsOf(day: number): Storm[] {
    const found = days.get(day)
    if (found) return found
    const storms = mode === 'dry' ? [] : makeDay(day)
    days.set(day, storms)
    return storms
  }

  /** Intensity in mm/h at a place and moment. */
  function intensity(lat: number, lon: number, time: number): number {
    const day = hanoiDayStart(time)
    let sum = 0
    for (const storm of stormsOf(day)) sum += intensityOf(storm, lat, lon, time)
    for (const storm of stormsOf(day - dayMs)) sum += intensityOf(storm, lat, lon, time)
    if (mode === 'storm') sum += intensityOf(drill, lat, lon, time)
    return sum
  }

  /** Rain in mm over the `windowMs` before `time`, in steps of 5 minutes. */
  function total(lat: number, lon: number, time: number, windowMs: number): number {
    const stepMs = 5 * 60_000
    let sum = 0
    for (let at = time - windowMs + stepMs / 2; at < time; at += stepMs) sum += intensity(lat, lon, at)
    return (sum * stepMs) / hourMs
  }

  return { intensity, total }
}

export type Rain = ReturnType<typeof createRain>

/** Showers of one day: most days none to two light ones, some days a heavy afternoon. */
function makeDay(day: number): Storm[] {
  const wetness = hash('wet', day)
  const count = wetness < 0.45 ? 0 : wetness < 0.8 ? 1 : wetness < 0.95 ? 2 : 4
  return Array.from({ length: count }, (_, i) => {
    const of = (what: string) => hash(what, day, i)
    const start = day + (11 + of('hour') * 11) * hourMs
    return {
      start,
      end: start + (0.7 + of('length') * 2.6) * hourMs,
      lat: 20.9 + of('lat') * 0.26,
      lon: 105.66 + of('lon') * 0.28,
      driftLat: (of('dlat') - 0.4) * 0.06,
      driftLon: (of('dlon') - 0.3) * 0.08,
      radiusDeg: 0.03 + of('radius') * 0.07,
      peakMmH: 6 + of('peak') ** 3 * (count === 4 ? 90 : 45),
    }
  })
}

function intensityOf(storm: Storm, lat: number, lon: number, time: number): number {
  if (time < storm.start || time > storm.end) return 0
  const age = (time - storm.start) / (storm.end - storm.start)
  const hours = (time - storm.start) / hourMs
  const dLat = lat - (storm.lat + storm.driftLat * hours)
  const dLon = (lon - (storm.lon + storm.driftLon * hours)) * 0.93
  const apart = (dLat * dLat + dLon * dLon) / (storm.radiusDeg * storm.radiusDeg)
  if (apart > 6) return 0
  return storm.peakMmH * Math.sin(Math.PI * age) ** 0.7 * Math.exp(-apart)
}
