import { z } from 'zod'
import { findParameter } from '../station/parameter.ts'
import type { Station } from '../station/station.ts'
import { unitFactor } from '../units/convert.ts'
import { isTopicFilter } from './topicFilter.ts'
import { faultsOf, parseYamlFile } from '../profile/yamlFile.ts'

/** Name of the file inside CITY_DIR; it may be missing. */
export const foreignFileName = 'foreign.yaml'

const topic = z.string().refine(isTopicFilter, { error: 'is no MQTT topic filter' })
const missing = z.array(z.union([z.number(), z.string(), z.null()]))

/** What a field of a foreign message means. Value in `unit` (default: the canonical one) = number × scale + offset. */
const field = z.strictObject({
  parameter: z.string(),
  unit: z.string().optional(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  /** Values that say that there is none. */
  missing: missing.optional(),
})
export type ForeignField = z.infer<typeof field>

const senml = z.strictObject({
  topic,
  /** Beginning of a name (RFC 8428 4.5.1), mostly the base name → station; what follows is the field. */
  stations: z.record(z.string().min(1), z.string()).default({}),
  fields: z.record(z.string(), field).default({}),
})
export type SenmlSubscription = z.infer<typeof senml>

const device = z.strictObject({
  station: z.string(),
  /** Time of observation: `received_at` by the network server, or `settings`: as the gateway dated the transmission, which
   *  is right for a gateway that was offline, and is used only where it is believable. */
  time: z.enum(['received_at', 'settings']).default('received_at'),
  /** Field of decoded_payload (`a.b` for one inside another) → what it means; without it names are those of parameters. */
  fields: z.record(z.string(), field).optional(),
})
export type TtnDevice = z.infer<typeof device>

const ttn = z.strictObject({ topic, devices: z.record(z.string(), device).default({}) })
export type TtnSubscription = z.infer<typeof ttn>

const file = z.strictObject({ senml: z.array(senml).default([]), ttn: z.array(ttn).default([]) })

/** Foreign messages over MQTT that the city takes. */
export type ForeignSettings = z.infer<typeof file>

/** Reads `foreign.yaml`.
 *  @param city id of the profile: topics of its own contract cannot be taken as foreign ones
 *  @throws Error that names the file and lists every fault */
export function parseForeignFile(
  text: string,
  city: string,
  stations: ReadonlyMap<string, Station>,
): ForeignSettings {
  const settings = parseYamlFile(foreignFileName, text, file)
  const faults: string[] = []
  for (const [i, one] of settings.senml.entries()) {
    const at = `senml.${i}`
    topicFaults(`${at}.topic`, one.topic)
    const domains = new Set<Station>()
    for (const [prefix, id] of Object.entries(one.stations)) {
      const station = stationAt(`${at}.stations.${prefix}`, id)
      if (station) domains.add(station)
    }
    fieldFaults(`${at}.fields`, one.fields, [...domains])
  }
  for (const [i, one] of settings.ttn.entries()) {
    topicFaults(`ttn.${i}.topic`, one.topic)
    for (const [id, { station: name, fields }] of Object.entries(one.devices)) {
      const at = `ttn.${i}.devices.${id}`
      const station = stationAt(`${at}.station`, name)
      if (station) fieldFaults(`${at}.fields`, fields ?? {}, [station])
    }
  }
  if (faults.length > 0) throw faultsOf(foreignFileName, faults)
  return settings

  function topicFaults(at: string, filter: string): void {
    const first = filter.split('/')[0]!
    if (first === city || first === '#' || first === '+')
      faults.push(`${at}: "${filter}" covers topics of ${city}/#, which have a contract of their own`)
    else if (first.startsWith('$')) faults.push(`${at}: "${filter}" begins with $, which is the broker's own`)
  }
  function stationAt(at: string, id: string): Station | undefined {
    const station = stations.get(id)
    if (!station) faults.push(`${at}: "${id}" is no station of the registry`)
    return station
  }
  /** A field fits when some station of it knows the parameter and the unit. */
  function fieldFaults(at: string, fields: Readonly<Record<string, ForeignField>>, of: Station[]): void {
    if (of.length === 0) return
    for (const [name, { parameter: id, unit }] of Object.entries(fields)) {
      const known = of.flatMap(({ domain }) => findParameter(domain, id) ?? [])
      if (known.length === 0) faults.push(`${at}.${name}.parameter: "${id}" is not known in this domain`)
      else if (unit !== undefined && !known.some((one) => unitFactor(unit, one.unit) !== undefined))
        faults.push(`${at}.${name}.unit: "${unit}" does not fit ${id} (${known[0]!.unit || 'no unit'})`)
    }
  }
}
