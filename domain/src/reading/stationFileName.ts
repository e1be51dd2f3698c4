import { mappedStation } from '../profile/mappingTable.ts'
import { hanoiOffsetMs } from '../time/hanoiTime.ts'
import type { FileContext } from './decodeFileReading.ts'

/** AA_BBBB_CCCCCC (Circular 10/2021/TT-BTNMT; environment.md 4.3). */
const standardPrefix = /^[A-Z]{2,3}_[A-Z0-9]{4}_[A-Z0-9]{6}$/
const anyName = /^(.{1,80})_(\d{14})\.txt$/

/** What the name of a station file says. */
export interface StationFileName {
  /** The station's id, or the prefix where nobody knows it. */
  station: string
  /** Time in the name, ms since 1970 UTC; the lines have the last word. */
  time: number
}

/** Reads the name of a station file: a prefix of the Circular, or one that the city profile names, and 14 digits.
 *  @param prefixes file prefix → station id
 *  @returns undefined for a name of another pattern, or with a time that does not exist */
export function readStationFileName(
  name: string,
  context: FileContext & { prefixes: Readonly<Record<string, string>> },
): StationFileName | undefined {
  const match = anyName.exec(name)
  if (!match) return undefined
  const [, prefix, digits] = match as unknown as [string, string, string]
  const mapped = Object.hasOwn(context.prefixes, prefix) ? context.prefixes[prefix] : undefined
  const time = parseFileTime(digits)
  if (time === undefined || (mapped === undefined && !standardPrefix.test(prefix))) return undefined
  const named = mapped ?? prefix
  const station = context.stations.has(named)
    ? named
    : (mappedStation(context.mappings, named, undefined) ?? named)
  return { station, time }
}

/** yyyyMMddHHmmss of Hanoi as ms since 1970 UTC; undefined for a moment that does not exist. */
export function parseFileTime(text: string): number | undefined {
  if (text === lastTime.text) return lastTime.time
  const trimmed = text.trim()
  if (!/^\d{14}$/.test(trimmed)) return undefined
  const year = Number(trimmed.slice(0, 4))
  const [month, day, hour, minute, second] = [4, 6, 8, 10, 12].map((at) =>
    Number(trimmed.slice(at, at + 2)),
  ) as [number, number, number, number, number]
  const utc = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(utc)
  const exists =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  if (!exists) return undefined
  lastTime = { text, time: utc - hanoiOffsetMs }
  return lastTime.time
}

/** The lines of a file have the same time. */
let lastTime = { text: '', time: 0 }
