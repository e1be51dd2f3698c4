import { flag } from '../quality/flag.ts'
import { judgeRange } from '../quality/judgeRange.ts'
import { isDomain } from '../station/station.ts'
import {
  decodeFileReading,
  flagOf,
  flagWith,
  meaningOf,
  setFlag,
  stationNamed,
  type FileContext,
  type FileValue,
} from './decodeFileReading.ts'
import { futureLimitMs, type DecodedReading } from './decodeReadings.ts'
import type { Reading } from './reading.ts'
import type { RejectionReason } from './rejection.ts'

/** Whether a text opens like a line of line protocol: measurement, perhaps tags, a space, a field with a value. */
export function looksLikeLineProtocol(line: string): boolean {
  return /^(?:[^\s,;=#"\\]|\\.)+(?:,(?:[^\s,=\\]|\\.)+=(?:[^\s,=\\]|\\.)+)* (?:[^\s,=\\]|\\.)+=\S/.test(line)
}

/** Decodes lines of InfluxDB line protocol (docs.influxdata.com, line protocol reference) of the measurements that hold
 *  readings: `air,station=AQ-01 pm25=35.2,q_pm25=3i 1795305900000`. The unit of the time, s to ns, is seen from its
 *  digits. Comments and the statements of `influx_inspect export` are passed over. */
export function decodeLineProtocol(lines: readonly string[], context: FileContext): DecodedReading[] {
  const decoded: DecodedReading[] = []
  for (const given of lines) {
    const line = given.trim()
    if (line === '' || line.charCodeAt(0) === 35 || /^CREATE (?:DATABASE|RETENTION)/.test(line)) continue
    decoded.push(decodeLine(line, context))
  }
  return decoded
}

function decodeLine(line: string, context: FileContext): DecodedReading {
  const reject = (reason: RejectionReason, detail: string): DecodedReading => ({
    station: null,
    rejections: [{ scope: 'reading', reason, detail, station: null, raw: line.slice(0, 2000) }],
  })
  const [key, fields, time, ...rest] =
    line.includes('\\') || line.includes('"') ? split(line, ' ') : line.split(' ')
  if (!key || !fields || rest.length > 0) return reject('bad_row', 'no line of line protocol')
  const [measurement, ...tags] = key.includes('\\') ? split(key, ',').map(unescaped) : key.split(',')
  if (!measurement || !isDomain(measurement))
    return reject('bad_measurement', (measurement ?? '').slice(0, 200))
  const tag = tags.find((one) => one.startsWith('station='))
  const id = tag === undefined ? '' : tag.slice(8)
  const station = stationNamed(id, context)
  if (station && station.domain !== measurement)
    return reject('wrong_domain', `${measurement} ≠ ${station.domain}`)
  const values = valuesOf(fields)
  if (!values) return reject('bad_row', 'a field has no value')
  const at = time === undefined ? '' : timeOf(time)
  if (!station || typeof at !== 'number' || at > context.now + futureLimitMs)
    return decodeFileReading(id, at, values, context)
  const reading: Reading = { station: station.id, domain: station.domain, time: at, values: {}, flags: {} }
  for (const { name, value, flag: said } of values) {
    const parameter = meaningOf(measurement, name, '', context.mappings)?.parameter
    const given = said === '' ? flag.good : flagOf(said)
    if (!parameter || given === undefined || typeof value !== 'number')
      return decodeFileReading(id, at, values, context)
    reading.values[parameter.id] = value
    setFlag(reading, parameter.id, flagWith(judgeRange(parameter, value), given, true))
  }
  return values.length === 0
    ? decodeFileReading(id, at, values, context)
    : { station: station.id, reading, rejections: [] }
}

/** Fields with their flags beside them (`q_pm25` belongs to `pm25`); undefined when one has no `=`. */
function valuesOf(fields: string): FileValue[] | undefined {
  const values: FileValue[] = []
  let flags: Map<string, string> | undefined
  for (const field of fields.includes('\\') || fields.includes('"')
    ? split(fields, ',')
    : fields.split(',')) {
    const equals = field.indexOf('=')
    if (equals < 1) return undefined
    const name = unescaped(field.slice(0, equals))
    const text = field.slice(equals + 1)
    if (name.startsWith('q_')) (flags ??= new Map()).set(name.slice(2), text.replace(/i$/, ''))
    else values.push({ name, value: numberOf(text) ?? text, unit: '', flag: '', trusted: true })
  }
  if (flags) for (const one of values) one.flag = flags.get(one.name) ?? ''
  return values
}

/** A float, or an integer (`5i`, `5u`); undefined for text and booleans. */
function numberOf(text: string): number | undefined {
  const last = text.charCodeAt(text.length - 1)
  const digits = last === 105 || last === 117 ? text.slice(0, -1) : text
  const first = digits.charCodeAt(0)
  // Number() also reads 0x1F and the empty text; nothing but digits, signs, point and exponent is a number here.
  if (!((first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46)) return undefined
  if (first === 48 && digits.charCodeAt(1) > 57 && !/^0[eE]/.test(digits)) return undefined
  const value = Number(digits)
  return Number.isFinite(value) ? value : undefined
}

/** Digits that a moment of 2001 to 2100 has, and ms per unit: seconds, ms, µs, ns. */
const perMs: Readonly<Record<number, number>> = {
  10: 0.001,
  12: 1,
  13: 1,
  15: 1e3,
  16: 1e3,
  18: 1e6,
  19: 1e6,
}

/** ms since 1970 UTC, rounded down, or the text that is no time of observation. */
function timeOf(text: string): number | string {
  const unit = perMs[text.length]
  if (unit === undefined || !/^\d+$/.test(text)) return text
  // Nanoseconds do not fit into a double: whole ms are cut from the digits.
  const ms =
    unit >= 1 ? Number(text.slice(0, text.length - Math.round(Math.log10(unit)))) : Number(text) * 1000
  return ms >= 946_684_800_000 && ms < 4_102_444_800_000 ? ms : text
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\([,= ])/g, '$1') : text
}

/** Splits at a mark that is neither escaped nor inside a quoted text. */
function split(text: string, mark: string): string[] {
  const parts: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const one = text[at]
    if (one === '\\') at++
    else if (one === '"') quoted = !quoted
    else if (one === mark && !quoted) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}
