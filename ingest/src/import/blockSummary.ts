import type { Reading } from '@city/domain/reading/reading.ts'
import { readingAt, type ReadingColumns } from '@city/domain/reading/readingColumns.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
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

/** What is gathered of one station; `newest`: place of a reading, `at` that of its values. */
interface Gathered {
  readings: number
  from: number
  to: number
  newest: number
  at: number
  hour: number
  /** Made when a reading is not newer than all before it. */
  times: Set<number> | undefined
}

export function summaryOf(columns: ReadingColumns): BlockSummary {
  const { station, time, count, stations } = columns
  const gathered: (Gathered | undefined)[] = []
  const order: number[] = []
  const hours: { station: string; time: number }[] = []
  let hasRepeats = false
  for (let index = 0, at = 0; index < columns.length; at += count[index++]!) {
    const place = station[index]!
    const moment = time[index]!
    let known = gathered[place]
    if (!known) {
      const hour = Number.NaN
      known = { readings: 0, from: moment, to: -Infinity, newest: index, at, hour, times: undefined }
      gathered[place] = known
      order.push(place)
    }
    known.readings++
    // Also true for NaN.
    if (!(moment >= known.hour && moment < known.hour + hourMs)) {
      known.hour = hourStart(moment)
      hours.push({ station: stations[place]!.id, time: moment })
    }
    if (moment > known.to) known.times?.add(moment)
    else {
      known.times ??= timesOf(columns, place, index)
      if (known.times.has(moment)) hasRepeats = true
      known.times.add(moment)
    }
    if (moment < known.from) known.from = moment
    if (moment < known.to) continue
    known.to = moment
    known.newest = index
    known.at = at
  }
  return {
    stations: order.map((place) => {
      const { readings, from, to, newest, at } = gathered[place]!
      const { id, domain } = stations[place]!
      return { station: id, domain, readings, from, to, newest: readingAt(columns, newest, at) }
    }),
    touched: touchedBy(hours),
    hasRepeats,
  }
}

/** The times of a station before a place. */
function timesOf({ station, time }: ReadingColumns, place: number, before: number): Set<number> {
  const times = new Set<number>()
  for (let index = 0; index < before; index++) if (station[index] === place) times.add(time[index]!)
  return times
}
