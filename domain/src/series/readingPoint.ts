import type { Reading } from '../reading/reading.ts'
import { qualityFields } from './measurements.ts'
import type { SeriesPoint } from './seriesStore.ts'

/** The point that holds a new reading: one float field per parameter, flags and device states beside it only where they
 *  are not 1 and 00 (design 5). A flag without a value says that the station sent that it has none.
 *  What may meet an older version of itself is compared with it first. */
export function readingPoint(reading: Reading): SeriesPoint {
  const { domain, station, time, states } = reading
  if (isEmpty(reading.flags)) return { measurement: domain, tags: { station }, time, fields: reading.values }
  const fields: Record<string, number> = {}
  for (const parameter in reading.values) fields[parameter] = reading.values[parameter]!
  for (const parameter in reading.flags) {
    const names = qualityFields(parameter)
    fields[names.flag] = reading.flags[parameter]!
    const state = states?.[parameter]
    if (state !== undefined) fields[names.state] = state
  }
  return { measurement: domain, tags: { station }, time, fields }
}

function isEmpty(flags: Reading['flags']): boolean {
  for (const _ in flags) return false
  return true
}
