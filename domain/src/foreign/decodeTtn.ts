import { z } from 'zod'
import { decodeBodies, type DecodeContext, type DecodedReading } from '../reading/decodeReadings.ts'
import { dayMs } from '../time/hanoiTime.ts'
import { parseTime } from '../time/parseTime.ts'
import { gatherBodies } from './foreignBody.ts'
import type { TtnDevice, TtnSubscription } from './foreignFile.ts'
import { leavesOf, leafOf } from './leaves.ts'
import { turnedAway } from './turnedAway.ts'
import { valueIn } from './valueIn.ts'

const uplink = z.object({
  received_at: z.string().optional(),
  frm_payload: z.string().optional(),
  decoded_payload: z.record(z.string(), z.unknown()).optional(),
  normalized_payload: z.unknown().optional(),
  settings: z.object({ time: z.string().optional() }).optional(),
})
const message = z.object({
  end_device_ids: z.object({ device_id: z.string().min(1) }),
  received_at: z.string().optional(),
  simulated: z.boolean().optional(),
  uplink_message: uplink.optional(),
  uplink_normalized: uplink.optional(),
})

/** Names in a normalised payload (device repository, lib/payload.json), with their fixed units, as parameters of ours. */
const normalized: Readonly<Record<string, { parameter: string; unit: string }>> = {
  'air.temperature': { parameter: 'temp', unit: '°C' },
  'air.relativeHumidity': { parameter: 'rh', unit: '%' },
  'air.pressure': { parameter: 'pres', unit: 'hPa' },
  'wind.speed': { parameter: 'ws', unit: 'm/s' },
  'wind.direction': { parameter: 'wd', unit: '°' },
}

/** How far a gateway's clock may be ahead of the network server's, and how long it may have kept a message, ms. */
const believable = { ahead: 60_000, behind: 60 * dayMs }

/** Decodes an uplink of The Things Stack v3, topics `v3/{app}@{tenant}/devices/{device}/up` and `…/up/normalized`. The
 *  profile says what a device's fields mean; of a device that it does not know every number is taken under its own name, so
 *  that it can be mapped and replayed. Other messages (joins, downlinks, uplinks without a payload) hold no reading.
 *  A message that was simulated at the console never becomes a reading. */
export function decodeTtn(
  body: unknown,
  { devices }: TtnSubscription,
  context: DecodeContext,
): DecodedReading[] {
  const parsed = message.safeParse(body)
  if (!parsed.success) return [turnedAway('bad_shape', z.prettifyError(parsed.error), null, body)]
  const { end_device_ids: ids, simulated, uplink_message: up, uplink_normalized: normal } = parsed.data
  const sent = up ?? normal
  if (!sent) return []
  const id = ids.device_id
  const device = Object.hasOwn(devices, id) ? devices[id] : undefined
  const station = device?.station ?? id
  if (simulated) return [turnedAway('simulated', id, station, body)]
  const payloads = normal ? [sent.normalized_payload].flat() : [sent.decoded_payload]
  const holds = payloads.filter((one): one is Record<string, unknown> => isRecord(one))
  if (holds.length === 0) {
    const isEmpty = sent.frm_payload === undefined || sent.frm_payload === ''
    const fault = `${id}: the application has no payload formatter for it`
    return isEmpty ? [] : [turnedAway('no_values', fault, station, body)]
  }
  const at = timeOf(sent, parsed.data.received_at, device)
  const gathered = gatherBodies()
  for (const values of holds) {
    const own = normal && typeof values.time === 'string' ? parseTime(values.time) : undefined
    const { time: _, ...rest } = values
    put(gathered, station, own ?? at, normal ? rest : values, device, normal !== undefined)
  }
  return decodeBodies(gathered.bodies, context)
}

function put(
  gathered: ReturnType<typeof gatherBodies>,
  station: string,
  at: number | string,
  values: Record<string, unknown>,
  device: TtnDevice | undefined,
  isNormalized: boolean,
): void {
  for (const [name, rule] of Object.entries(device?.fields ?? {}))
    gathered.put(station, at, rule.parameter, valueIn(leafOf(values, name), rule), rule.unit)
  if (device?.fields) return
  for (const [name, value] of leavesOf(values)) {
    const meant = isNormalized && Object.hasOwn(normalized, name) ? normalized[name] : undefined
    // Texts of an unmapped device say its state and mode; what may be a value is a number.
    const read = valueIn(value)
    if (meant || typeof read === 'number')
      gathered.put(station, at, meant?.parameter ?? name, read, meant?.unit)
  }
}

/** When the values were observed, as well as the message tells; the text as it came when it is no time. */
function timeOf(
  sent: z.infer<typeof uplink>,
  arrivedAt: string | undefined,
  device: TtnDevice | undefined,
): number | string {
  const said = sent.received_at ?? arrivedAt ?? ''
  const received = parseTime(said)
  const radio = parseTime(sent.settings?.time)
  if (device?.time !== 'settings' || radio === undefined || received === undefined) return received ?? said
  const isBelievable = radio <= received + believable.ahead && radio >= received - believable.behind
  return isBelievable ? radio : received
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
