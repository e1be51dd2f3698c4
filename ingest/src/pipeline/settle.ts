import type { Reading } from '@city/domain/reading/reading.ts'
import { arrivedState, flagOfState, isGiven } from '@city/domain/quality/arrivedState.ts'
import { flag, type Flag } from '@city/domain/quality/flag.ts'
import { readingState } from '@city/domain/quality/readingState.ts'
import { storedState } from '@city/domain/quality/storedState.ts'
import { qualityFields } from '@city/domain/series/measurements.ts'
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
 *  Compared is what arrived, value and device status; what quality control said of the value since makes no correction.
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
    const names = qualityFields(parameter)
    const state = readingState(reading, parameter)
    const oldValue = known?.[parameter]
    const oldFlag = (known?.[names.flag] ?? flag.good) as Flag
    if (known && oldValue === newValue && isSame(reading, parameter, state, known)) continue
    if (typeof oldValue === 'number') replaced.push({ parameter, oldValue, newValue, oldFlag, newFlag })
    fields[parameter] = newValue
    if (newFlag !== flag.good || known?.[names.flag] !== undefined) fields[names.flag] = newFlag
    if (state !== arrivedState.measuring || known?.[names.state] !== undefined) fields[names.state] = state
  }
  for (const parameter in reading.flags) {
    // The station says that it has no value: that takes none away that is there.
    const names = qualityFields(parameter)
    if (parameter in reading.values || known?.[parameter] !== undefined || known?.[names.flag] !== undefined)
      continue
    fields[names.flag] = reading.flags[parameter]!
    const state = reading.states?.[parameter]
    if (state !== undefined) fields[names.state] = state
  }
  for (const _ in fields) {
    const { domain, station, time } = reading
    return { point: { measurement: domain, tags: { station }, time, fields }, replaced }
  }
  return undefined
}

/** Whether a value that is there arrived as this one does. A flag that a file gives says nothing new where the series shows
 *  that flag already: our own exports come back with what quality control said. */
function isSame({ domain, flags }: Reading, parameter: string, state: number, known: Fields): boolean {
  const stored = storedState(domain, parameter, known).state
  if (stored === state) return true
  const shown = known[qualityFields(parameter).flag] ?? flag.good
  if (isGiven(state)) return shown === flagOfState(state) || flagOfState(stored) === flagOfState(state)
  return isGiven(stored) && flagOfState(stored) === flags[parameter]
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
