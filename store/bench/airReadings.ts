import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'

export const minuteMs = 60_000

/** Start of the readings: 2026-10-23 00:00 UTC. */
export const startMs = Date.parse('2026-10-23T00:00:00Z')

export const parameters = ['pm25', 'pm10', 'so2', 'no2', 'o3', 'co', 'temp', 'rh'] as const

/** Readings of one minute of every station: eight parameters with a daily course and noise, one value in 500 suspect.
 *  The same minute and station always give the same values. */
export function airReadings(minute: number, stations: number): SeriesPoint[] {
  return Array.from({ length: stations }, (_, station) => {
    const course = Math.sin((minute / 1440) * 2 * Math.PI + station)
    const fields: Record<string, number> = {}
    for (const [index, parameter] of parameters.entries()) {
      fields[parameter] = round(40 + index * 7 + 15 * course + 5 * noise(minute * 8 + index, station))
    }
    if ((minute * stations + station) % 500 === 0) fields['q_pm25'] = 3
    return {
      measurement: 'air',
      tags: { station: `station-${station}` },
      time: startMs + minute * minuteMs,
      fields,
    }
  })
}

function noise(a: number, b: number): number {
  const hash = Math.sin(a * 12.9898 + b * 78.233) * 43_758.5453
  return hash - Math.floor(hash)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
