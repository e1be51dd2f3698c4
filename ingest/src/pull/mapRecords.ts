import { gatherBodies, type ForeignBody } from '@city/domain/foreign/foreignBody.ts'
import type { MappedSettings } from '@city/domain/foreign/pullFile.ts'
import { timeReader } from '@city/domain/foreign/timeIn.ts'
import { valueIn } from '@city/domain/foreign/valueIn.ts'
import { jsonPath, type JsonPath } from './jsonPath.ts'

/** A record, and the one around it where there is one. */
interface Nested {
  record: unknown
  outer: unknown
}
type Read = (from: Nested) => unknown

/** Decodes answers of a source as its settings say. `records`: how many there were. */
export type RecordMap = (answer: unknown, asked?: string) => { bodies: ForeignBody[]; records: number }

/** Records in one answer beyond which it is turned away. */
export const mostRecords = 50_000

/** Makes the decoder of a source.
 *  @param fault told of each path that is none, with its place
 *  @returns function of an answer and the station (as named there) that it was asked for, if any */
export function compileMap(settings: MappedSettings, fault: (text: string) => void): RecordMap {
  const path = (at: string, text: string): JsonPath => {
    try {
      return jsonPath(text)
    } catch (error) {
      fault(`${at}: "${text}" is no JSONPath: ${error instanceof Error ? error.message : ''}`)
      return { all: () => [], first: () => undefined }
    }
  }
  const reader = (at: string, text: string): Read => {
    if (!text.startsWith('$')) return () => text
    const isOuter = text.startsWith('$$')
    if (isOuter && settings.records.length < 2) fault(`${at}: "${text}" needs two paths in records`)
    const { first } = path(at, isOuter ? text.slice(1) : text)
    return isOuter ? ({ outer }) => first(outer) : ({ record }) => first(record)
  }
  const levels = settings.records.map((text, i) => path(`records.${i}`, text))
  const station = settings.station === undefined ? undefined : reader('station', settings.station)
  const time = reader('time', settings.time)
  const readTime = timeReader(settings.time_format, settings.zone)
  const values = settings.values.map((one, i) => ({
    parameter: reader(`values.${i}.parameter`, one.parameter),
    value: reader(`values.${i}.value`, one.value),
    unit: one.unit === undefined ? undefined : reader(`values.${i}.unit`, one.unit),
    rule: { scale: one.scale, offset: one.offset, missing: one.missing ?? settings.missing },
  }))

  return (answer, asked) => {
    const records = recordsOf(answer, levels)
    const gathered = gatherBodies()
    if (records.length > mostRecords) return { bodies: [], records: records.length }
    for (const from of records) {
      const said = station ? nameIn(station(from)) : asked
      const id = said === undefined ? undefined : nameOf(said, settings.stations)
      const at = time(from)
      const ts = readTime(at) ?? textOf(at)
      for (const { parameter, value, unit, rule } of values) {
        const name = nameIn(parameter(from))
        const read = valueIn(value(from), rule)
        if (name === undefined || read === undefined) continue
        gathered.put(id, ts, nameOf(name, settings.parameters), read, nameIn(unit?.(from)))
      }
    }
    return { bodies: gathered.bodies, records: records.length }
  }
}

function recordsOf(answer: unknown, [first, second]: readonly JsonPath[]): Nested[] {
  const outers = first?.all(answer) ?? []
  if (!second) return outers.map((record) => ({ record, outer: undefined }))
  return outers.flatMap((outer) => second.all(outer).map((record) => ({ record, outer })))
}

function nameOf(said: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, said) ? names[said]! : said
}

function nameIn(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'object' || value === undefined ? '' : String(value)
}
