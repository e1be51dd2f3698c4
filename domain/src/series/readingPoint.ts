import type { Reading } from '../reading/reading.ts'
import { qualityFields } from './measurements.ts'
import type { SeriesPoint } from './seriesStore.ts'

/** The point that holds a new reading: one float field per parameter, flags and device states beside it only where they
 *  are not 1 and 00 (design 5). A flag without a value says that the station sent that it has none.
 *  What may meet an older version of itself is compared with it first. */
export function readingPoint(reading: Reading): SeriesPoint {
  const { domain, station, time } = reading
  if (isEmpty(reading.flags)) return { measurement: domain, tags: { station }, time, fields: reading.values }
  const fields: Record<string, number> = {}
  for (const parameter in reading.values) {
    fields[parameter] = reading.values[parameter]!
    putQuality(fields, reading, parameter)
  }
  for (const parameter in reading.flags)
    if (!(parameter in reading.values)) putQuality(fields, reading, parameter)
  return { measurement: domain, tags: { station }, time, fields }
}

function putQuality(fields: Record<string, number>, { flags, states }: Reading, parameter: string): void {
  const judged = flags[parameter]
  if (judged === undefined) return
  const names = qualityFields(parameter)
  fields[names.flag] = judged
  const state = states?.[parameter]
  if (state !== undefined) fields[names.state] = state
}

function isEmpty(flags: Reading['flags']): boolean {
  for (const _ in flags) return false
  return true
}
