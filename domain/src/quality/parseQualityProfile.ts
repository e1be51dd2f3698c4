import { z } from 'zod'
import { findParameter } from '../station/parameter.ts'
import { domains, type Domain, type Station } from '../station/station.ts'
import { usualBlocked, type BlockedSettings } from './blockedGauge.ts'
import { type LimitChanges } from './limits.ts'
import { limitsOf, noChanges, type QualityProfile } from './stationLimits.ts'

const number = z.number()
const positive = number.positive()
const range = z
  .tuple([number, number])
  .refine(([low, high]) => low < high, 'the first must be below the second')
const flat = z.strictObject({
  count: z.number().int().min(2),
  tolerance: number.min(0),
  only: z
    .strictObject({
      above: number.optional(),
      below: number.optional(),
      except: range.optional(),
      hours: z.tuple([number.min(0), number.max(24)]).optional(),
      while: z.strictObject({ parameter: z.string(), above: number }).optional(),
      in_rain: z.boolean().optional(),
    })
    .optional(),
})
const step = z
  .strictObject({ suspect: positive, fail: positive })
  .refine(({ suspect, fail }) => suspect <= fail, 'suspect must not be above fail')
const changes = z.strictObject({
  fail: range.nullable().optional(),
  suspect: range.nullable().optional(),
  step: step.nullable().optional(),
  hourly: positive.nullable().optional(),
  flat: flat.nullable().optional(),
  spike: positive.nullable().optional(),
  clip: number.negative().nullable().optional(),
})
const byParameter = z.record(z.string(), changes)
const month = number.int().min(1).max(12)
const blocked = z.strictObject({
  days: number.int().min(2).max(92).optional(),
  mm: positive.optional(),
  months: z
    .tuple([month, month])
    .refine(([first, last]) => first <= last, 'the first month must not be after the last')
    .optional(),
  km: positive.max(50).optional(),
  completeness: positive.max(1).optional(),
  day_mm: positive.optional(),
})
const shape = z.strictObject({
  neighbour_km: positive.max(50).optional(),
  blocked_gauge: blocked.nullable().optional(),
  domains: z.partialRecord(z.enum(domains), byParameter).optional(),
  stations: z.record(z.string(), byParameter).optional(),
})

/** The limits of a profile (`quality.yaml`) from its parsed content; nothing there means the limits of environment.md 7.3.
 *  @throws Error naming the fault: an unknown station, parameter or limit, a range that is none, a suspect range that
 *  reaches beyond the fail range */
export function parseQualityProfile(
  file: string,
  content: unknown,
  stations: ReadonlyMap<string, Pick<Station, 'domain'>>,
): QualityProfile {
  const parsed = shape.safeParse(content ?? {})
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`)
  const { data } = parsed
  const profile: QualityProfile = {
    neighbourKm: data.neighbour_km ?? noChanges.neighbourKm,
    blocked: data.blocked_gauge === null ? null : blockedOf(data.blocked_gauge ?? {}),
    domains: Object.fromEntries(
      Object.entries(data.domains ?? {}).map(([domain, list]) => [
        domain,
        checked(`${file}: domains.${domain}`, domain as Domain, list, {}),
      ]),
    ),
    stations: {},
  }
  const own = Object.entries(data.stations ?? {}).map(([id, list]) => {
    const domain = stations.get(id)?.domain
    if (!domain) throw new Error(`${file}: stations.${id}: the profile has no such station`)
    return [id, checked(`${file}: stations.${id}`, domain, list, profile.domains[domain] ?? {})] as const
  })
  return { ...profile, stations: Object.fromEntries(own) }
}

function blockedOf({ day_mm: dayMm, ...changed }: z.infer<typeof blocked>): BlockedSettings {
  const said = Object.entries({ ...changed, dayMm }).filter(([, value]) => value !== undefined)
  return { ...usualBlocked, ...Object.fromEntries(said) }
}

function checked(
  place: string,
  domain: Domain,
  list: z.infer<typeof byParameter>,
  city: Readonly<Record<string, LimitChanges>>,
): Record<string, LimitChanges> {
  return Object.fromEntries(
    Object.entries(list).map(([name, { flat: line, ...rest }]) => {
      const parameter = findParameter(domain, name)
      if (!parameter) throw new Error(`${place}.${name}: ${domain} stations have no such parameter`)
      const { in_rain: inRain, ...only } = line?.only ?? {}
      const change: LimitChanges =
        line === undefined
          ? rest
          : {
              ...rest,
              flat: line && { count: line.count, tolerance: line.tolerance, only: { ...only, inRain } },
            }
      const { fail, suspect } = limitsOf(domain, parameter, city[parameter.id], change)
      if (fail && suspect && (suspect[0] < fail[0] || suspect[1] > fail[1]))
        throw new Error(
          `${place}.${name}: the suspect range ${suspect.join(' … ')} reaches beyond ${fail.join(' … ')}`,
        )
      return [parameter.id, change]
    }),
  )
}
