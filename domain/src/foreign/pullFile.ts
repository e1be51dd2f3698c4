import { z } from 'zod'
import { findParameter } from '../station/parameter.ts'
import type { Station } from '../station/station.ts'
import { unitFactor } from '../units/convert.ts'
import { isTimeFormat } from './timeIn.ts'
import { faultsOf, parseYamlFile } from '../profile/yamlFile.ts'

/** Name of the file inside CITY_DIR; it may be missing. */
export const pullFileName = 'pull.yaml'

const hours = z.number().positive()
const wholeSeconds = z.number().int().positive()
const address = z
  .string()
  .refine(isAddress, { error: 'must be an http or https address without name and password' })
const zone = z.string().regex(/^(?:Z|[+-]\d{2}:\d{2})$/, { error: 'must be Z or an offset like +07:00' })
const timeFormat = z
  .string()
  .refine(isTimeFormat, { error: 'must be iso, epoch_s, epoch_ms or a pattern of yyyy MM dd HH mm ss' })
const missing = z.array(z.union([z.number(), z.string(), z.null()]))

/** How a source is asked, alike for all. */
const request = {
  enabled: z.boolean().default(true),
  interval_s: wholeSeconds.default(300),
  /** For the whole answer: one that trickles is cut. */
  timeout_s: z.number().positive().max(600).default(30),
  size_mb: z.number().positive().max(5).default(5),
  /** Whether its name may lead to an address inside (10.0.0.0/8, 127.0.0.0/8 …). */
  allow_private: z.boolean().default(false),
  /** `${PULL_SECRET_NAME}` stands for the environment variable of that name, or the file that NAME_FILE names. */
  headers: z.record(z.string().regex(/^[\w-]+$/, { error: 'is no header name' }), z.string()).default({}),
}

const portal = z.strictObject({
  ...request,
  url: address,
  /** Site id at the portal → our station. */
  stations: z.record(z.string(), z.string()),
  /** Parameters for which 0 is measured; for all others it means that there is no value (environment.md 4.7). */
  zero_is_value: z.array(z.string()).default([]),
  units: z.record(z.string(), z.string()).default({}),
  /** A station whose newest value is older is called frozen. */
  frozen_after_h: hours.default(3),
})
export type PortalSettings = z.infer<typeof portal>

/** A text that begins with `$` is a JSONPath (RFC 9535) from the record, with `$$` from the record around it; any other is
 *  the value itself. */
const place = z.union([z.string().min(1), z.number()]).transform(String)
const path = z.string().regex(/^\$/, { error: 'must be a JSONPath, beginning with $' })

const value = z.strictObject({
  parameter: place,
  value: path,
  /** Default: the canonical one. */
  unit: place.optional(),
  scale: z.number().optional(),
  offset: z.number().optional(),
  missing: missing.optional(),
})
const spanOfTime = z.strictObject({
  format: timeFormat.default('iso'),
  zone: zone.default('+07:00'),
  /** Asked again each time, for what is corrected or comes late. */
  overlap_h: z
    .number()
    .min(0)
    .max(24 * 62)
    .default(24),
  /** Longest span of one request. */
  most_h: z
    .number()
    .int()
    .positive()
    .default(24 * 7),
  /** How far back a source is asked that was never asked before. */
  backfill_days: z.number().min(0).max(3650).default(30),
})
const mapped = z.strictObject({
  ...request,
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'must be of a-z, 0-9 and -' }),
  /** May hold `{from}` and `{to}` (see `window`) and `{station}`, then each station is asked by itself. */
  url: address,
  window: spanOfTime.optional(),
  /** Names of stations there → ours; a name that is not here is taken as it is. */
  stations: z.record(z.string(), z.string()).default({}),
  parameters: z.record(z.string(), z.string()).default({}),
  /** Path of the records in the answer; a second one leads from each of them to records inside. */
  records: z.union([path, z.array(path).min(1).max(2)]).transform((given) => [given].flat()),
  station: place.optional(),
  time: path,
  time_format: timeFormat.default('iso'),
  zone: zone.default('+07:00'),
  values: z.array(value).min(1),
  missing: missing.default([null, '']),
})
export type MappedSettings = z.infer<typeof mapped>

const file = z.strictObject({ portal: portal.optional(), sources: z.array(mapped).default([]) })

/** What the city asks for over HTTP. */
export type PullSettings = z.infer<typeof file>

/** Reads `pull.yaml`. Paths are looked at where they are used.
 *  @throws Error that names the file and lists every fault */
export function parsePullFile(text: string, stations: ReadonlyMap<string, Station>): PullSettings {
  const settings = parseYamlFile(pullFileName, text, file)
  const faults: string[] = []
  const known = (at: string, ids: readonly string[]): Station[] =>
    ids.flatMap((id) => {
      const station = stations.get(id)
      if (!station) faults.push(`${at}: "${id}" is no station of the registry`)
      return station ?? []
    })
  if (settings.portal) {
    const { stations: sites, zero_is_value: zeros, units } = settings.portal
    for (const { id, domain } of known('portal.stations', Object.values(sites)))
      if (domain !== 'air') faults.push(`portal.stations: ${id} is no air station`)
    faults.push(...twiceFaults('portal.stations', sites))
    for (const id of zeros)
      if (findParameter('air', id)?.id !== id) faults.push(`portal.zero_is_value: "${id}" is not known`)
    for (const [id, unit] of Object.entries(units)) {
      const parameter = findParameter('air', id)
      if (parameter?.id !== id || unitFactor(unit, parameter.unit) === undefined)
        faults.push(`portal.units.${id}: "${unit}" does not fit`)
    }
  }
  const names = new Set<string>()
  for (const [i, source] of settings.sources.entries()) {
    const at = `sources.${i}`
    if (names.has(source.name)) faults.push(`${at}.name: "${source.name}" stands twice`)
    names.add(source.name)
    faults.push(...placeholderFaults(at, source))
    const constant = source.station !== undefined && !source.station.startsWith('$') ? [source.station] : []
    const named = known(`${at}.stations`, Object.values(source.stations))
    const own = known(
      `${at}.station`,
      constant.filter((id) => !Object.hasOwn(source.stations, id)),
    )
    faults.push(...valueFaults(at, source, [...named, ...own]))
  }
  if (faults.length > 0) throw faultsOf(pullFileName, faults)
  return settings
}

/** What is asked for by itself has a station of its own: two answers for one would each look like a change of the other. */
function twiceFaults(at: string, stations: Readonly<Record<string, string>>): string[] {
  const ids = Object.values(stations)
  return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${at}: "${id}" stands twice`)
}

function placeholderFaults(at: string, { url, window, station, stations }: MappedSettings): string[] {
  const faults: string[] = []
  const found = new Set([...url.matchAll(/(?<!\$)\{(\w*)\}/g)].map((match) => match[1]!))
  const isWindowed = found.has('from') || found.has('to')
  for (const name of found)
    if (!['from', 'to', 'station'].includes(name)) faults.push(`${at}.url: {${name}} is not known`)
  if (window && !isWindowed) faults.push(`${at}.window: the url has no {from} or {to}`)
  if (found.has('station')) {
    if (Object.keys(stations).length === 0) faults.push(`${at}.url: {station} needs stations`)
    faults.push(...twiceFaults(`${at}.stations`, stations))
  }
  if (station === undefined && !found.has('station'))
    faults.push(`${at}.station: is missing, and the url has no {station}`)
  return faults
}

/** Parameters and units that are written out must fit some station of the source. */
function valueFaults(at: string, { values, parameters }: MappedSettings, of: readonly Station[]): string[] {
  if (of.length === 0) return []
  const fitting = (id: string) => of.flatMap(({ domain }) => findParameter(domain, id) ?? [])
  const faults = Object.entries(parameters)
    .filter(([, id]) => fitting(id).length === 0)
    .map(([name, id]) => `${at}.parameters.${name}: "${id}" is not known in this domain`)
  for (const [i, { parameter, unit }] of values.entries()) {
    if (parameter.startsWith('$')) continue
    const id = Object.hasOwn(parameters, parameter) ? parameters[parameter]! : parameter
    const meant = fitting(id)
    const fault = (text: string) => faults.push(`${at}.values.${i}.${text}`)
    if (meant.length === 0) fault(`parameter: "${id}" is not known in this domain`)
    else if (unit !== undefined && !unit.startsWith('$'))
      if (!meant.some((one) => unitFactor(unit, one.unit) !== undefined))
        fault(`unit: "${unit}" does not fit ${id} (${meant[0]!.unit || 'no unit'})`)
  }
  return faults
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === ''
}
