import type { Reading } from '../reading/reading.ts'
import { flagField } from './measurements.ts'
import type { SeriesPoint } from './seriesStore.ts'

/** The point that holds a reading: one float field per parameter, flags beside it only when they are not 1 (design 5). */
export function readingPoint(reading: Reading): SeriesPoint {
  const fields: Record<string, number> = {}
  for (const parameter in reading.values) {
    fields[parameter] = reading.values[parameter]!
    const flag = reading.flags[parameter]
    if (flag !== undefined) fields[flagField(parameter)] = flag
  }
  return { measurement: reading.domain, tags: { station: reading.station }, time: reading.time, fields }
}
