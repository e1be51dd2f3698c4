import { z } from 'zod'
import { rawWithoutPersonalData, textWithoutPersonalData } from '../dossier/personalData.ts'
import {
  mappedParameter,
  mappedStation,
  mappedUnitFactor,
  type MappingTable,
} from '../profile/mappingTable.ts'
import { arrivedState, flagOfState, stateOfStatus } from '../quality/arrivedState.ts'
import { judgeRange } from '../quality/judgeRange.ts'
import { flag, type Flag } from '../quality/flag.ts'
import { findParameter, type Parameter } from '../station/parameter.ts'
import type { Domain, Station } from '../station/station.ts'
import { parseTime } from '../time/parseTime.ts'
import { unitFactor } from '../units/convert.ts'
import type { Reading } from './reading.ts'
import type { Rejection, RejectionReason } from './rejection.ts'

/** A station's clock may run ahead by this much; beyond, the reading is not believed (environment.md 4.6 rule 4). */
export const futureLimitMs = 10 * 60_000

/** One reading as producers send it (design section 4). What concerns single values is checked one by one, not here:
 *  one bad value, unit or status never costs its neighbours. */
export const readingBody = z.object({
  ts: z
    .union([z.string(), z.number()])
    .describe('time of observation: RFC 3339 with offset, or epoch milliseconds'),
  station: z.string().optional().describe('needed over HTTP; over MQTT the topic names the station'),
  seq: z.unknown().optional().describe("the producer's own count"),
  values: z
    .record(z.string(), z.unknown())
    .describe('parameter → number, null, or {v, status}; canonical units unless `units` says otherwise'),
  units: z
    .record(z.string(), z.unknown())
    .nullish()
    .describe('parameter → unit, where it is not the canonical one'),
  status: z.unknown().optional().describe('00 measuring, 01 calibrating, 02 fault'),
})
export type ReadingBody = z.infer<typeof readingBody>

/** More members than any station has at once (a minute of the whole city is 300); two million bytes of `{}` are none. */
export const readingsPerPayload = 50_000

const valueWithStatus = z.object({ v: z.unknown(), status: z.unknown().optional() })

/** What one member of a payload became: a reading to store, or why not; `rejections` may also name single values. */
export interface DecodedReading {
  station: string | null
  reading?: Reading
  rejections: Rejection[]
  /** The time that a reading was rejected for, because it lies in the future: it tells how far the clock is ahead. */
  futureTime?: number
}

export interface DecodeContext {
  stations: ReadonlyMap<string, Station>
  now: number
  /** Station and domain from the topic; over HTTP the body names the station. */
  topic?: { station: string; domain: Domain }
  /** Wrong names that are accepted; undefined = none. Asked only where a name is not known. */
  mappings?: MappingTable | undefined
}

/** Decodes a payload of one reading or an array of them; each member is accepted or rejected on its own.
 *  @param payload UTF-8 JSON text */
export function decodeReadings(payload: string, context: DecodeContext): DecodedReading[] {
  const station = context.topic?.station ?? null
  let body: unknown
  try {
    body = JSON.parse(payload)
  } catch (error) {
    // The message goes on with a piece of the payload, which may name people.
    const detail = error instanceof Error ? (error.message.split(',')[0] ?? '') : ''
    return [
      {
        station,
        rejections: [
          {
            ...{ scope: 'payload', reason: 'bad_json', detail, station },
            ...topicDomain(context),
            raw: textWithoutPersonalData(payload),
          },
        ],
      },
    ]
  }
  if (Array.isArray(body) && body.length > readingsPerPayload) {
    const detail = `${body.length} readings; at most ${readingsPerPayload} in one message`
    const raw = textWithoutPersonalData(payload.slice(0, 64 * 1024))
    return [
      { station, rejections: [{ scope: 'payload', reason: 'payload_too_large', detail, station, raw }] },
    ]
  }
  return decodeBodies(body, context)
}

/** The same for a body that is parsed already (HTTP). */
export function decodeBodies(body: unknown, context: DecodeContext): DecodedReading[] {
  return (Array.isArray(body) ? body : [body]).map((one) => decodeReading(one, context))
}

function decodeReading(body: unknown, context: DecodeContext): DecodedReading {
  const { now, topic } = context
  // The schema is for what is not as it should be: it says why, at a tenth of the speed.
  const parsed = isReadingBody(body) ? { success: true as const, data: body } : readingBody.safeParse(body)
  const name = topic?.station ?? stationIn(body)
  const station = name === null ? undefined : findStation(context, name)
  const stationId = station?.id ?? name
  const reject = (reason: RejectionReason, detail: string): DecodedReading => ({
    station: stationId,
    rejections: [
      {
        ...{ scope: 'reading', reason, detail, station: stationId },
        ...topicDomain(context),
        raw: rawWithoutPersonalData(body),
      },
    ],
  })
  if (!parsed.success) {
    if (isRecord(body) && (body.ts === undefined || body.ts === null)) return reject('missing_time', '')
    return reject('bad_shape', z.prettifyError(parsed.error))
  }
  const { data } = parsed
  if (name === null) return reject('missing_station', '')
  if (!station) return reject('unknown_station', name)
  if (topic && topic.domain !== station.domain)
    return reject('wrong_domain', `${topic.domain} ≠ ${station.domain}`)
  const said = data.station
  if (topic && said !== undefined && said !== topic.station && findStation(context, said) !== station)
    return reject('bad_shape', `station "${said}" is not the station of the topic`)
  const time = parseTime(data.ts)
  if (time === undefined) return reject('bad_time', String(data.ts))
  if (time > now + futureLimitMs)
    return { ...reject('future_time', new Date(time).toISOString()), futureTime: time }

  const reading: Reading = { station: station.id, domain: station.domain, time, values: {}, flags: {} }
  const rejections: Rejection[] = []
  // Own names only: `__proto__` in a payload must not bring in values that nobody sent.
  for (const parameter of Object.keys(data.values)) {
    const fault = takeValue(reading, parameter, data, context.mappings)
    if (!fault) continue
    const where = { station: station.id, ...topicDomain(context) }
    rejections.push({ scope: 'value', ...fault, ...where, raw: rawOfValue(data, parameter) })
  }
  for (const _ in reading.values) return { station: station.id, reading, rejections }
  // Nothing usable: the reading itself is rejected, with the first fault of its values as the reason.
  const first = rejections[0]
  return reject(first?.reason ?? 'no_values', first?.detail ?? '')
}

/** The station of a name as it came, or of what the name is mapped to. */
function findStation({ stations, mappings, topic }: DecodeContext, name: string): Station | undefined {
  return stations.get(name) ?? stations.get(mappedStation(mappings, name, topic?.domain) ?? '')
}

function topicDomain({ topic }: DecodeContext): { domain?: Domain } {
  return topic ? { domain: topic.domain } : {}
}

type Fault = { reason: RejectionReason; detail: string }

/** Puts one value, in its canonical unit and judged, into the reading; gives the fault when it cannot.
 *  null is a missing value: no fault, no entry. A status that is none leaves the value "not evaluated" and is a fault. */
function takeValue(
  reading: Reading,
  name: string,
  body: ReadingBody,
  mappings: MappingTable | undefined,
): Fault | undefined {
  const raw = body.values[name]
  if (raw === null || raw === undefined) return undefined
  const { domain } = reading
  const parameter = findParameter(domain, name) ?? mappedParameter(mappings, name, domain)
  if (!parameter) return { reason: 'unknown_parameter', detail: name }
  const inner = typeof raw === 'object' ? valueWithStatus.safeParse(raw).data : { v: raw, status: undefined }
  const value = inner?.v
  if (inner && (value === null || value === undefined)) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value)) return { reason: 'not_a_number', detail: name }
  const unit = body.units?.[name]
  const factor = unit === undefined || unit === null ? 1 : factorOf(String(unit), parameter, domain, mappings)
  if (factor === undefined) return { reason: 'unknown_unit', detail: `${name}: ${String(unit)}` }
  const said = inner?.status ?? body.status ?? '00'
  const state = stateOfStatus(said)
  const canonical = value * factor
  const judged = state === arrivedState.measuring ? judgeRange(parameter, canonical) : flagOfState(state)
  reading.values[parameter.id] = canonical
  if (judged !== flag.good) reading.flags[parameter.id] = judged satisfies Flag
  else if (parameter.id in reading.flags) delete reading.flags[parameter.id]
  if (state !== arrivedState.measuring) (reading.states ??= {})[parameter.id] = state
  else if (reading.states) delete reading.states[parameter.id]
  return state === arrivedState.unknownStatus
    ? { reason: 'unknown_device_status', detail: `${name}: ${String(said)}` }
    : undefined
}

function factorOf(
  unit: string,
  parameter: Parameter,
  domain: Domain,
  mappings: MappingTable | undefined,
): number | undefined {
  return unitFactor(unit, parameter.unit) ?? mappedUnitFactor(mappings, unit, domain, parameter.unit)
}

/** The part of a payload that one value was: enough to send it again with what belongs to it. */
function rawOfValue({ ts, values, units, status: said }: ReadingBody, name: string): string {
  const value = values[name]
  return rawWithoutPersonalData({
    ts,
    // JSON has no word for Infinity, and null would say that nothing was sent.
    values: { [name]: typeof value === 'number' && !Number.isFinite(value) ? String(value) : value },
    ...(units?.[name] === undefined ? {} : { units: { [name]: units[name] } }),
    ...(said === undefined ? {} : { status: said }),
  })
}

/** Whether a body is what `readingBody` accepts. */
function isReadingBody(body: unknown): body is ReadingBody {
  if (!isRecord(body)) return false
  const { ts, station, values, units } = body
  return (
    (typeof ts === 'string' || (typeof ts === 'number' && Number.isFinite(ts))) &&
    (station === undefined || typeof station === 'string') &&
    isRecord(values) &&
    (units === undefined || units === null || isRecord(units))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function stationIn(body: unknown): string | null {
  return isRecord(body) && typeof body.station === 'string' ? body.station : null
}
