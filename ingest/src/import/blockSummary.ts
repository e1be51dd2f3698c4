import type { Reading } from '@city/domain/reading/reading.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { touchedBy, type TouchedSpan } from '../pipeline/book.ts'

/** What a block holds of one station. `from`, `to`: first and last moment, ms since 1970 UTC. */
export interface StationSummary {
  station: string
  domain: Domain
  readings: number
  from: number
  to: number
  newest: Reading
}

/** What has to be known of a block to land it without looking at its readings one by one. */
export interface BlockSummary {
  stations: StationSummary[]
  touched: TouchedSpan[]
  /** A station has two readings of one moment. */
  hasRepeats: boolean
}

export function summaryOf(readings: readonly Reading[]): BlockSummary {
  const stations = new Map<string, StationSummary>()
  const times = new Map<string, Set<number>>()
  let hasRepeats = false
  for (const reading of readings) {
    const { station, domain, time } = reading
    const known = stations.get(station)
    const seen = times.get(station)
    if (!known || !seen) {
      stations.set(station, { station, domain, readings: 1, from: time, to: time, newest: reading })
      times.set(station, new Set([time]))
      continue
    }
    known.readings++
    const before = seen.size
    if (seen.add(time).size === before) hasRepeats = true
    if (time < known.from) known.from = time
    if (time < known.to) continue
    known.to = time
    known.newest = reading
  }
  return { stations: [...stations.values()], touched: [...touchedBy(readings)], hasRepeats }
}
