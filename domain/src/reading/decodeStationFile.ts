import { mappedStation, type MappingTable } from '../profile/mappingTable.ts'
import { hanoiOffsetMs } from '../time/hanoiTime.ts'
import type { Station } from '../station/station.ts'
import { decodeBodies, type DecodedReading } from './decodeReadings.ts'
import type { RejectionReason } from './rejection.ts'

/** AA_BBBB_CCCCCC_yyyyMMddHHmmss.txt (Circular 10/2021/TT-BTNMT; environment.md 4.3). */
const fileName = /^([A-Z]{2,3}_[A-Z0-9]{4}_[A-Z0-9]{6})_(\d{14})\.txt$/

export interface StationFileContext {
  stations: ReadonlyMap<string, Station>
  /** File prefix → station id, from the city profile. */
  prefixes: Readonly<Record<string, string>>
  now: number
  /** Wrong names that are accepted; undefined = none. */
  mappings?: MappingTable | undefined
  /** The file as it came: a bad line that is not UTF-8 is kept as its bytes. */
  bytes?: Uint8Array
}

/** Decodes a station file of Circular 10/2021 (environment.md 4.4): five fields a line, separated by one TAB, the unit
 *  may be empty. Lines of one moment make one reading; each bad line is rejected alone.
 *  @param text UTF-8; @param name file name without folder */
export function decodeStationFile(name: string, text: string, context: StationFileContext): DecodedReading[] {
  const match = fileName.exec(name)
  if (!match) return [rejected('payload', 'bad_file_name', name, null, context.bytes ?? text)]
  const named = context.prefixes[match[1]!] ?? match[1]!
  const station = context.stations.has(named)
    ? named
    : (mappedStation(context.mappings, named, undefined) ?? named)
  const rawLines = context.bytes && text.includes('\uFFFD') ? linesOf(context.bytes) : []
  const bodies = new Map<number, { values: Record<string, unknown>; units: Record<string, string> }>()
  const faults: DecodedReading[] = []
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue
    const [parameter, value, unit, time, status, ...rest] = line.split('\t')
    const at = time === undefined ? undefined : parseFileTime(time)
    if (!parameter || value === undefined || unit === undefined || status === undefined || rest.length > 0) {
      faults.push(rejected('reading', 'bad_line', line.slice(0, 200), station, rawLines[index] ?? line))
    } else if (at === undefined) {
      faults.push(rejected('reading', 'bad_time', time ?? '', station, rawLines[index] ?? line))
    } else {
      const body = bodies.get(at) ?? { values: {}, units: {} }
      bodies.set(at, body)
      // Number('') would be 0: an unreadable value must stay unreadable (environment.md 4.6 rule 6).
      const number = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.test(value.trim()) ? Number(value) : value
      body.values[parameter.trim()] = { v: number, status: status.trim() }
      if (unit.trim() !== '') body.units[parameter.trim()] = unit
    }
  }
  const readings = [...bodies].map(([ts, body]) => ({ station, ts, ...body }))
  return [...decodeBodies(readings, context), ...faults]
}

/** yyyyMMddHHmmss of Hanoi as ms since 1970 UTC; undefined for a moment that does not exist. */
export function parseFileTime(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text.trim())
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const utc = Date.UTC(year, month - 1, day, hour, minute, second)
  const back = new Date(utc)
  const exists =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return exists ? utc - hanoiOffsetMs : undefined
}

function rejected(
  scope: 'payload' | 'reading',
  reason: RejectionReason,
  detail: string,
  station: string | null,
  raw: string | Uint8Array,
): DecodedReading {
  return { station, rejections: [{ scope, reason, detail, station, raw }] }
}

/** Lines as bytes. No byte of a character of several bytes is a line feed, so they are the lines of the text. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let from = 0; from <= bytes.length;) {
    const end = bytes.indexOf(0x0a, from)
    const to = end === -1 ? bytes.length : end
    lines.push(bytes.subarray(from, bytes[to - 1] === 0x0d ? to - 1 : to))
    from = to + 1
  }
  return lines
}
