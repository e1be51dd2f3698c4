import { readingsPerPayload, type DecodeContext, type DecodedReading } from '../reading/decodeReadings.ts'
import { withRawBytes } from '../reading/rawBytes.ts'
import { decodeSenml } from './decodeSenml.ts'
import { decodeTtn } from './decodeTtn.ts'
import type { ForeignSettings, SenmlSubscription, TtnSubscription } from './foreignFile.ts'
import { matchesFilter } from './topicFilter.ts'
import { turnedAway } from './turnedAway.ts'

/** Where a foreign topic goes: to a format, and the source under which its readings are counted. */
export type ForeignRoute =
  { source: 'senml'; rules: SenmlSubscription } | { source: 'ttn'; rules: TtnSubscription }

/** Filters to subscribe to, each once. */
export function foreignFilters({ senml, ttn }: ForeignSettings): string[] {
  return [...new Set([...senml, ...ttn].map(({ topic }) => topic))]
}

/** The route of a topic; the first that fits, undefined when none does. */
export function foreignRoute({ senml, ttn }: ForeignSettings, topic: string): ForeignRoute | undefined {
  const pack = senml.find((one) => matchesFilter(one.topic, topic))
  if (pack) return { source: 'senml', rules: pack }
  const uplink = ttn.find((one) => matchesFilter(one.topic, topic))
  return uplink && { source: 'ttn', rules: uplink }
}

/** Decodes a foreign message. What is turned away as a whole keeps its bytes; what was read keeps its words in our form,
 *  so that it can be replayed once its names are mapped.
 *  @param payload UTF-8 JSON text */
export function decodeForeign(
  route: ForeignRoute,
  payload: Uint8Array,
  context: DecodeContext,
): DecodedReading[] {
  const decoded = decode(route, payload, context)
  const isWhole = decoded[0]?.rejections[0]?.scope === 'payload'
  return isWhole ? withRawBytes(decoded, payload) : decoded
}

function decode(route: ForeignRoute, payload: Uint8Array, context: DecodeContext): DecodedReading[] {
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder().decode(payload))
  } catch (error) {
    // The message goes on with a piece of the payload.
    const detail = error instanceof Error ? (error.message.split(',')[0] ?? '') : ''
    return [turnedAway('bad_json', detail, null, '')]
  }
  if (Array.isArray(body) && body.length > readingsPerPayload)
    return [turnedAway('payload_too_large', `${body.length} records`, null, '')]
  return route.source === 'senml'
    ? decodeSenml(body, route.rules, context)
    : decodeTtn(body, route.rules, context)
}
