import type { Reading } from '@city/domain/reading/reading.ts'
import { flag, type Flag } from '@city/domain/quality/flag.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesPoint, SeriesRow } from '@city/domain/series/seriesStore.ts'

export type Fields = SeriesRow['fields']

/** A value that another replaces. */
export interface Replaced {
  parameter: string
  oldValue: number
  newValue: number
  oldFlag: Flag
  newFlag: Flag
}

/** What a reading that is not known to be new means for the series, given what the series holds of its station and
 *  moment: nothing (`undefined`: all of it is there), or the point to write and the values that it replaces.
 *  A flag is written where it is not good, or where the replaced value had one: fields merge, and it would stay. */
export function settle(
  reading: Reading,
  known: Fields | undefined,
): { point: SeriesPoint; replaced: Replaced[] } | undefined {
  const fields: Record<string, number> = {}
  const replaced: Replaced[] = []
  for (const parameter in reading.values) {
    const newValue = reading.values[parameter]!
    const newFlag = reading.flags[parameter] ?? flag.good
    const name = flagField(parameter)
    const oldValue = known?.[parameter]
    const oldFlag = (known?.[name] ?? flag.good) as Flag
    if (oldValue === newValue && oldFlag === newFlag) continue
    if (typeof oldValue === 'number') replaced.push({ parameter, oldValue, newValue, oldFlag, newFlag })
    fields[parameter] = newValue
    if (newFlag !== flag.good || known?.[name] !== undefined) fields[name] = newFlag
  }
  // A parameter that the device had no value for is a flag alone; it takes no value back that came before.
  for (const parameter in reading.flags) {
    const name = flagField(parameter)
    if (parameter in reading.values || known?.[parameter] !== undefined || known?.[name] !== undefined)
      continue
    fields[name] = reading.flags[parameter]!
  }
  for (const _ in fields) {
    const { domain, station, time } = reading
    return { point: { measurement: domain, tags: { station }, time, fields }, replaced }
  }
  return undefined
}

/** Settles readings one after the other against what the series holds; each sees what those before it leave behind. */
export function settleEach(
  found: (station: string, time: number) => Fields | undefined,
): (reading: Reading) => ReturnType<typeof settle> {
  const left = new Map<string, Fields>()
  return (reading) => {
    const { station, time } = reading
    const key = `${station}@${time}`
    const before = left.get(key) ?? found(station, time)
    const settled = settle(reading, before)
    if (settled) left.set(key, { ...before, ...settled.point.fields })
    return settled
  }
}
