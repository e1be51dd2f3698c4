import type { Reading } from '../reading/reading.ts'
import { flagField } from './measurements.ts'
import type { SeriesPoint } from './seriesStore.ts'

/** The point that holds a new reading: one float field per parameter, flags beside it only when they are not 1 (design 5).
 *  What may meet an older version of itself is compared with it first. */
export function readingPoint(reading: Reading): SeriesPoint {
  const { domain, station, time } = reading
  if (isEmpty(reading.flags)) return { measurement: domain, tags: { station }, time, fields: reading.values }
  const fields: Record<string, number> = {}
  for (const parameter in reading.values) {
    fields[parameter] = reading.values[parameter]!
    const judged = reading.flags[parameter]
    if (judged !== undefined) fields[flagField(parameter)] = judged
  }
  // A device without a value says so by its flag alone (environment.md 4.9 M8).
  for (const parameter in reading.flags)
    if (!(parameter in reading.values)) fields[flagField(parameter)] = reading.flags[parameter]!
  return { measurement: domain, tags: { station }, time, fields }
}

function isEmpty(flags: Reading['flags']): boolean {
  for (const _ in flags) return false
  return true
}
