import { bytesWithoutPersonalData } from '@city/domain/dossier/personalData.ts'
import { decodeForeign, type ForeignRoute } from '@city/domain/foreign/decodeForeign.ts'
import { parseTopic } from '@city/domain/live/topics.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import {
  decodeReadings,
  type DecodeContext,
  type DecodedReading,
} from '@city/domain/reading/decodeReadings.ts'
import { withRawBytes } from '@city/domain/reading/rawBytes.ts'
import type { RejectionReason } from '@city/domain/reading/rejection.ts'
import { noOutcome, type Arrival, type Outcome } from './arrival.ts'
import { type Lander } from './lander.ts'

/** Largest payload that is decoded; a day of one station at 1-minute steps is about 200 kB. */
export const payloadLimit = 2 * 1024 * 1024
/** How much of an unreadable payload is kept as evidence. */
const evidenceLimit = 64 * 1024

export type Done = (error: Error | null, outcome: Outcome) => void

export interface IntakeParts {
  profile: CityProfile
  lander: Lander
  /** What decodes now: the registry and the mappings. */
  context: () => DecodeContext
  /** Takes a dossier message that came over MQTT; calls back when it is durable. */
  takeDossiers: (payload: string, source: { name: string; unit?: string }, done: Done) => void
  /** What a topic that is none of the city's own carries all the same; undefined = nothing of ours. */
  foreignRoute?: ((topic: string) => ForeignRoute | undefined) | undefined
  now: () => number
}

/** The front of the pipeline: every source hands over what arrived, as text or bytes, and is told when it is durable. */
export function createIntake({ profile, lander, context, takeDossiers, now, ...parts }: IntakeParts) {
  const parsedTopic = remember((topic) => parseTopic(profile.settings.id, topic))
  const routeOf = remember((topic) => parts.foreignRoute?.(topic))

  function land(source: string, size: number, decode: Arrival['decode'], done: Done): void {
    lander.take({ source, at: now(), size, decode, done })
  }

  /** Turns a whole payload away, with its beginning as evidence, people's names taken out. */
  function reject(
    source: string,
    payload: Buffer,
    reason: RejectionReason,
    detail: string,
    done: Done,
  ): void {
    const decoded = [turnedAway(payload, reason, detail)]
    land(source, payload.length, () => decoded, done)
  }

  /** Whatever a payload holds, it ends as readings or as a dead letter: a decoder that throws must not make the broker
   *  send the same message for ever. */
  function readingsOf(payload: Buffer, topic: DecodeContext['topic']): DecodedReading[] {
    try {
      const text = payload.toString('utf8')
      return withRawBytes(decodeReadings(text, topic ? { ...context(), topic } : context()), payload)
    } catch (error) {
      return [turnedAway(payload, 'undecodable', error instanceof Error ? error.message : '')]
    }
  }

  /** A message in a foreign format; times in it may be relative to its arrival. */
  function takeForeign(route: ForeignRoute, payload: Buffer, done: Done): void {
    const at = now()
    const decode = (): DecodedReading[] => {
      try {
        return decodeForeign(route, payload, { ...context(), now: at })
      } catch (error) {
        return [turnedAway(payload, 'undecodable', error instanceof Error ? error.message : '')]
      }
    }
    land(route.source, payload.length, decode, done)
  }

  return {
    /** One MQTT message. `done` is called when it may be acknowledged: landed or rejected with its reason on disk. */
    takeMessage(topic: string, payload: Buffer, done: Done): void {
      const source = 'mqtt'
      if (payload.length > payloadLimit)
        return reject(source, payload, 'payload_too_large', `${topic}: ${payload.length} bytes`, done)
      const parsed = parsedTopic(topic)
      if (!parsed) {
        const route = routeOf(topic)
        if (route) return takeForeign(route, payload, done)
        return reject(source, payload, 'wrong_topic', topic, done)
      }
      if (parsed.kind === 'status') return done(null, noOutcome)
      if (parsed.kind === 'dossier')
        return takeDossiers(payload.toString('utf8'), { name: source, unit: parsed.unit }, done)
      land(source, payload.length, () => readingsOf(payload, parsed), done)
    },

    /** Readings that name their station, as JSON text (HTTP, replay). */
    takeReadings(source: string, payload: Buffer, done: Done): void {
      if (payload.length > payloadLimit)
        return reject(source, payload, 'payload_too_large', `${payload.length} bytes`, done)
      land(source, payload.length, () => readingsOf(payload, undefined), done)
    },

    /** What a source has decoded itself (station files). */
    takeDecoded: (source: string, size: number, decoded: readonly DecodedReading[], done: Done): void =>
      land(source, size, () => decoded, done),
    /** One file, decoded when its turn comes. */
    takeFile: land,
    reject,
  }
}

export type Intake = ReturnType<typeof createIntake>

function turnedAway(payload: Buffer, reason: RejectionReason, detail: string): DecodedReading {
  const raw = bytesWithoutPersonalData(payload.subarray(0, evidenceLimit))
  return { station: null, rejections: [{ scope: 'payload', reason, detail, station: null, raw }] }
}

/** Stations speak under the same topics again and again; who invents topics cannot fill the memory. */
const topicsRemembered = 10_000

function remember<Result>(parse: (topic: string) => Result): (topic: string) => Result {
  const known = new Map<string, Result>()
  return (topic) => {
    const seen = known.get(topic)
    if (seen !== undefined) return seen
    if (known.size >= topicsRemembered) known.clear()
    const parsed = parse(topic)
    known.set(topic, parsed)
    return parsed
  }
}
