import { flag } from '../quality/flag.ts'
import type { Reading } from '../reading/reading.ts'
import { flagField } from './measurements.ts'
import type { SeriesPoint } from './seriesStore.ts'

/** The point that holds a reading: one float field per parameter, flags beside it only when they are not 1 (design 5).
 *  A correction writes every flag, because fields merge and the flag of the wrong value would stay. */
export function readingPoint(reading: Reading, isCorrection = false): SeriesPoint {
  const { domain, station, time } = reading
  if (!isCorrection && isEmpty(reading.flags))
    return { measurement: domain, tags: { station }, time, fields: reading.values }
  const fields: Record<string, number> = {}
  for (const parameter in reading.values) {
    fields[parameter] = reading.values[parameter]!
    const judged = reading.flags[parameter] ?? (isCorrection ? flag.good : undefined)
    if (judged !== undefined) fields[flagField(parameter)] = judged
  }
  return { measurement: domain, tags: { station }, time, fields }
}

function isEmpty(flags: Reading['flags']): boolean {
  for (const _ in flags) return false
  return true
}
