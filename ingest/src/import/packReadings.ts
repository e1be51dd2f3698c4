import type { Flag } from '@city/domain/quality/flag.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { Domain } from '@city/domain/station/station.ts'

/** Readings as columns that change threads without being copied: cloning objects costs more than decoding them. */
export interface PackedReadings {
  length: number
  stations: { id: string; domain: Domain }[]
  parameters: string[]
  station: Uint16Array<ArrayBuffer>
  time: Float64Array<ArrayBuffer>
  /** Values that each reading has. */
  count: Uint8Array<ArrayBuffer>
  parameter: Uint8Array<ArrayBuffer>
  value: Float64Array<ArrayBuffer>
  /** 0: none beside the value. */
  flag: Uint8Array<ArrayBuffer>
}

export function packReadings(readings: readonly Reading[]): PackedReadings {
  let values = 0
  for (const reading of readings) for (const _ in reading.values) values++
  const packed: PackedReadings = {
    length: readings.length,
    stations: [],
    parameters: [],
    station: new Uint16Array(readings.length),
    time: new Float64Array(readings.length),
    count: new Uint8Array(readings.length),
    parameter: new Uint8Array(values),
    value: new Float64Array(values),
    flag: new Uint8Array(values),
  }
  const stations = new Map<string, number>()
  const parameters = new Map<string, number>()
  let at = 0
  for (let index = 0; index < readings.length; index++) {
    const reading = readings[index]!
    let station = stations.get(reading.station)
    if (station === undefined) {
      stations.set(reading.station, (station = stations.size))
      packed.stations.push({ id: reading.station, domain: reading.domain })
    }
    packed.station[index] = station
    packed.time[index] = reading.time
    const before = at
    for (const name in reading.values) {
      let parameter = parameters.get(name)
      if (parameter === undefined) {
        parameters.set(name, (parameter = parameters.size))
        packed.parameters.push(name)
      }
      packed.parameter[at] = parameter
      packed.value[at] = reading.values[name]!
      packed.flag[at++] = reading.flags[name] ?? 0
    }
    packed.count[index] = at - before
  }
  return packed
}

/** What a message may take with it. */
export function buffersOf({ station, time, count, parameter, value, flag }: PackedReadings): ArrayBuffer[] {
  return [station, time, count, parameter, value, flag].map(({ buffer }) => buffer)
}

/** The readings as they were packed, in the same order. */
export function unpackReadings(packed: PackedReadings): Reading[] {
  const readings: Reading[] = []
  let at = 0
  for (let index = 0; index < packed.length; index++) {
    const { id, domain } = packed.stations[packed.station[index]!]!
    const values: Record<string, number> = {}
    const flags: Record<string, Flag> = {}
    for (const end = at + packed.count[index]!; at < end; at++) {
      const name = packed.parameters[packed.parameter[at]!]!
      values[name] = packed.value[at]!
      const flag = packed.flag[at]!
      if (flag !== 0) flags[name] = flag as Flag
    }
    readings.push({ station: id, domain, time: packed.time[index]!, values, flags })
  }
  return readings
}
