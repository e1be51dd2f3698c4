import type { Reading } from '@city/domain/reading/reading.ts'
import { measurements } from '@city/domain/series/measurements.ts'
import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Fields } from '../pipeline/settle.ts'
import { questionsOf, type Question } from './questions.ts'

const underWay = 2

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
