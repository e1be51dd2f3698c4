import type { Reading } from '@city/domain/reading/reading.ts'
import { measurements } from '@city/domain/series/measurements.ts'
import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { Fields } from '../pipeline/settle.ts'

/** Readings nearer than this are asked for together, ms. */
const gapMs = 600_000
/** From so many stations on, one question about all stations is cheaper than one about each. */
const manyStations = 8
/** Longest stretch of one question about all stations and about one, ms: an answer stays below some ten thousand rows. */
const longestMs = { all: hourMs / 2, one: dayMs }
const underWay = 2

interface Question {
  domain: Domain
  /** Absent: all stations of the domain. */
  station: string | undefined
  from: number
  to: number
}

/** What the series holds of the stations and moments of some readings. */
export type KnownRows = (station: string, time: number) => Fields | undefined

/** Asks the series for exactly the stretches of time that the readings lie in.
 *  Rejects as the store does; a reading that it does not hold has no row. */
export async function readKnownRows(
  series: Pick<SeriesStore, 'readRows'>,
  readings: readonly Reading[],
): Promise<KnownRows> {
  const wanted = new Map<string, Map<number, Fields | undefined>>()
  for (const { station, time } of readings) {
    let times = wanted.get(station)
    if (!times) wanted.set(station, (times = new Map()))
    times.set(time, undefined)
  }
  const questions = questionsOf(readings)
  const ask = async (): Promise<void> => {
    for (let next = questions.pop(); next; next = questions.pop())
      for (const { tags, time, fields } of await rowsOf(series, next)) {
        const times = wanted.get(tags.station ?? '')
        if (times?.has(time)) times.set(time, fields)
      }
  }
  await Promise.all(Array.from({ length: underWay }, ask))
  return (station, time) => wanted.get(station)?.get(time)
}

function rowsOf(
  series: Pick<SeriesStore, 'readRows'>,
  { domain, station, from, to }: Question,
): Promise<SeriesRow[]> {
  const fields = Object.keys(measurements[domain]?.fields ?? {})
  return series.readRows({
    measurement: domain,
    ...(station === undefined ? {} : { tags: { station } }),
    from,
    to: to + 1,
    fields,
  })
}

function questionsOf(readings: readonly Reading[]): Question[] {
  const byDomain = Map.groupBy(readings, ({ domain }) => domain)
  return [...byDomain].flatMap(([domain, own]) => {
    const isFew = new Set(own.map(({ station }) => station)).size < manyStations
    return stretches(own, isFew ? longestMs.one : longestMs.all).flatMap((stretch): Question[] => {
      const stations = Map.groupBy(stretch, ({ station }) => station)
      const whole = spanOf(stretch)
      if (stations.size >= manyStations) return [{ domain, station: undefined, ...whole }]
      return [...stations].flatMap(([station, some]) =>
        stretches(some, longestMs.one).map((part) => ({ domain, station, ...spanOf(part) })),
      )
    })
  })
}

/** Readings in order of time, cut wherever nothing lies for a while, and where a part would become too long. */
function stretches(readings: readonly Reading[], mostMs: number): Reading[][] {
  const parts: Reading[][] = []
  let [first, last] = [-Infinity, -Infinity]
  for (const reading of readings.toSorted((a, b) => a.time - b.time)) {
    if (reading.time - last > gapMs || reading.time - first > mostMs) {
      parts.push([])
      first = reading.time
    }
    parts.at(-1)!.push(reading)
    last = reading.time
  }
  return parts
}

function spanOf(readings: readonly Reading[]): { from: number; to: number } {
  return { from: readings[0]!.time, to: readings.at(-1)!.time }
}
