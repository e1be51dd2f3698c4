import type { StationFileSettings } from '../profile/stationFiles.ts'
import { flag } from '../quality/flag.ts'
import type { Station } from '../station/station.ts'
import type { FileContext } from './decodeFileReading.ts'
import { decodeBodies, futureLimitMs, type DecodedReading } from './decodeReadings.ts'
import type { Reading } from './reading.ts'
import type { Rejection, RejectionReason } from './rejection.ts'
import { isFault, readStationFileLine, type FileLine } from './stationFileLine.ts'
import { parseFileTime, readStationFileName } from './stationFileName.ts'
import { stationFileLimit, stationFileText } from './stationFileText.ts'

export interface StationFileContext extends FileContext {
  /** File prefix → station id, from the city profile. */
  prefixes: Readonly<Record<string, string>>
  /** How stations write their files, by station id. */
  settings?: ReadonlyMap<string, StationFileSettings> | undefined
  /** Stations that who brings the file may speak for; undefined = all. */
  allowed?: ReadonlySet<string> | undefined
}

/** Decodes a station file of Circular 10/2021 (environment.md 4.3–4.9). Lines of one moment make one reading; a bad line is
 *  rejected alone, E01–E04 reject the file. Every rejection names its code, E01 … E15 or W05, in the detail.
 *  @param name file name without folder
 *  @param content bytes as they came, or text that was UTF-8 */
export function decodeStationFile(
  name: string,
  content: string | Uint8Array,
  context: StationFileContext,
): DecodedReading[] {
  const named = readStationFileName(name, context)
  if (!named) return [whole('bad_file_name', `E01 ${name}`, null, content)]
  const { station } = named
  if (content.length === 0) return [whole('empty_file', `E03 ${name}`, station, content)]
  if (content.length > stationFileLimit.bytes)
    return [whole('payload_too_large', `${name}: ${content.length} bytes`, station, content)]
  const settings = context.settings?.get(station)
  const text = typeof content === 'string' ? content : stationFileText(content, settings?.encoding)
  if (text === undefined || (typeof content === 'string' && text.includes('\uFFFD'))) {
    const said = settings?.encoding === undefined ? '' : `, nor ${settings.encoding}`
    return [whole('not_utf8', `E04 ${name}${said}`, station, content)]
  }
  const lines = text.replace(/^\uFEFF/, '').split('\n')
  if (lines.length > stationFileLimit.lines + 1)
    return [whole('payload_too_large', `${name}: ${lines.length} lines`, station, content)]
  const known = context.stations.get(station)
  if (!known || (context.allowed && !context.allowed.has(station)))
    return unknownStation(name, station, lines, context, known !== undefined)
  return decodeLines(name, known, lines, settings, context)
}

function decodeLines(
  name: string,
  station: Station,
  lines: readonly string[],
  settings: StationFileSettings | undefined,
  context: StationFileContext,
): DecodedReading[] {
  const moments = new Map<number, Map<string, FileLine>>()
  const faults: DecodedReading[] = []
  const warnings: Rejection[] = []
  let isEmpty = true
  for (const [index, ended] of lines.entries()) {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended
    if (line.trim() === '') continue
    isEmpty = false
    const read = readStationFileLine(line, station.domain, settings, context.mappings)
    if (isFault(read)) {
      const { code, reason, once } = read
      // Behind the last line feed nothing should stand: what is there was cut.
      const detail = index === lines.length - 1 && code !== '' ? `W05 ${read.detail}` : read.detail
      const rejection = { ...{ reason, detail, station: station.id, raw: line }, ...(once ? { once } : {}) }
      if (reason === 'unknown_parameter') warnings.push({ scope: 'value', ...rejection })
      else faults.push({ station: station.id, rejections: [{ scope: 'reading', ...rejection }] })
      continue
    }
    const moment = moments.get(read.time) ?? new Map<string, FileLine>()
    moments.set(read.time, moment)
    if (!moment.has(read.parameter.id)) moment.set(read.parameter.id, read)
    else {
      const detail = `E15 ${read.parameter.id} stands twice`
      warnings.push({ scope: 'value', reason: 'duplicate_line', detail, station: station.id, raw: line })
    }
  }
  if (isEmpty) return [whole('empty_file', `E03 ${name}: blank lines only`, station.id, lines.join('\n'))]
  const readings = [...moments].map(([time, moment]) =>
    readingOf(station, time, [...moment.values()], context),
  )
  // Warnings stand beside a reading of the file; where there is none they are rejections of their own.
  const first = readings.find(({ reading }) => reading)
  if (first) first.rejections.push(...warnings)
  else faults.push(...warnings.map((one) => ({ station: station.id, rejections: [one] })))
  return [...readings, ...faults]
}

/** The reading of one moment, judged like all others. */
function readingOf(
  station: Station,
  time: number,
  lines: readonly FileLine[],
  context: StationFileContext,
): DecodedReading {
  const values: Record<string, { v: number; status: string }> = {}
  for (const { parameter, value, status } of lines)
    if (value !== undefined) values[parameter.id] = { v: value, status }
  const missing = lines.filter(({ value }) => value === undefined)
  if (missing.length === lines.length && time <= context.now + futureLimitMs) {
    const reading: Reading = { station: station.id, domain: station.domain, time, values: {}, flags: {} }
    return { station: station.id, reading: withMissing(reading, missing), rejections: [] }
  }
  const [decoded] = decodeBodies({ station: station.id, ts: time, values }, context)
  const { reading, rejections, ...rest } = decoded!
  const coded = rejections.map((one) =>
    one.reason === 'future_time' ? { ...one, detail: `E12 ${one.detail}` } : one,
  )
  return { ...rest, rejections: coded, ...(reading ? { reading: withMissing(reading, missing) } : {}) }
}

/** Parameters that the device had no value for are missing by flag, without a value. */
function withMissing(reading: Reading, missing: readonly FileLine[]): Reading {
  for (const { parameter } of missing) reading.flags[parameter.id] = flag.missing
  return reading
}

/** What a file of an unknown station says, as readings that can be taken in when the station is known (M14). */
function unknownStation(
  name: string,
  station: string,
  lines: readonly string[],
  context: StationFileContext,
  isForeign: boolean,
): DecodedReading[] {
  const bodies = new Map<number, { values: Record<string, unknown>; units: Record<string, string> }>()
  for (const line of lines) {
    const [parameter, text, unit, clock, status] = line.trimEnd().split('\t')
    const time = clock === undefined ? undefined : parseFileTime(clock)
    if (!parameter || text === undefined || time === undefined || status === undefined) continue
    const body = bodies.get(time) ?? { values: {}, units: {} }
    bodies.set(time, body)
    body.values[parameter] = { v: text !== '' && Number.isFinite(Number(text)) ? Number(text) : text, status }
    if (unit) body.units[parameter] = unit
  }
  const detail = isForeign
    ? `E02 ${name}: ${station} is no station of this account`
    : `E02 ${name}: ${station}`
  if (bodies.size === 0 || isForeign) return [whole('unknown_station', detail, station, lines.join('\n'))]
  const readings = [...bodies].map(([ts, body]) => ({ station, ts, ...body }))
  return decodeBodies(readings, context).map((one) => ({
    ...one,
    rejections: one.rejections.map((rejection) => ({ ...rejection, detail })),
  }))
}

function whole(
  reason: RejectionReason,
  detail: string,
  station: string | null,
  raw: string | Uint8Array,
): DecodedReading {
  return { station, rejections: [{ scope: 'payload', reason, detail, station, raw }] }
}
