import type { Flag } from '../quality/flag.ts'
import type { Domain } from '../station/station.ts'
import type { Reading } from './reading.ts'

/** Many readings as columns, in order: no object per reading, and a thread gives them away as a few pieces of memory. */
export interface ReadingColumns {
  /** Number of readings. */
  length: number
  stations: { id: string; domain: Domain }[]
  parameters: string[]
  /** Of each reading: place in `stations`, ms since 1970 UTC, number of its values. */
  station: Uint16Array<ArrayBuffer>
  time: Float64Array<ArrayBuffer>
  count: Uint8Array<ArrayBuffer>
  /** Of each value, those of a reading together: place in `parameters`, value (NaN: the station says that it has none), flag
   *  (0: none beside the value), device status as it arrived (0: none beside the value). */
  parameter: Uint8Array<ArrayBuffer>
  value: Float64Array<ArrayBuffer>
  flag: Uint8Array<ArrayBuffer>
  state: Uint8Array<ArrayBuffer>
}

/** Reading number `index`, whose values begin at `at`. */
export function readingAt(columns: ReadingColumns, index: number, at: number): Reading {
  const { id, domain } = columns.stations[columns.station[index]!]!
  const values: Record<string, number> = {}
  const flags: Record<string, Flag> = {}
  let states: Record<string, number> | undefined
  for (let one = at; one < at + columns.count[index]!; one++) {
    const name = columns.parameters[columns.parameter[one]!]!
    const value = columns.value[one]!
    if (!Number.isNaN(value)) values[name] = value
    const flag = columns.flag[one]!
    if (flag !== 0) flags[name] = flag as Flag
    if (columns.state[one] !== 0) (states ??= {})[name] = columns.state[one]!
  }
  return { station: id, domain, time: columns.time[index]!, values, flags, ...(states && { states }) }
}

/** All readings one by one. */
export function readingsOf(columns: ReadingColumns): Reading[] {
  const readings: Reading[] = []
  let at = 0
  for (let index = 0; index < columns.length; index++) {
    readings.push(readingAt(columns, index, at))
    at += columns.count[index]!
  }
  return readings
}
