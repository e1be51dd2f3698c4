import { z } from 'zod'
import { findParameter, parameterSpelling } from '../station/parameter.ts'
import { domains, type Domain, type Names, type Station } from '../station/station.ts'
import { isKnownUnit, unitSpelling } from '../units/convert.ts'

export const mappingKinds = ['station', 'parameter', 'unit'] as const

/** Longest name that is mapped, characters. */
const nameLimit = 200
const name = z.string().max(nameLimit)

/** A wrong name on arrival and the right one: a station's id, a parameter's or the spelling of a unit of measurement.
 *  `domain`: it holds in this domain only; null = wherever `to` exists. */
export const mapping = z.strictObject({
  kind: z.enum(mappingKinds),
  from: name.describe('the name as it arrives'),
  to: name.describe('a station of the registry, a known parameter, a known unit'),
  domain: z
    .enum(domains)
    .nullish()
    .transform((domain) => domain ?? null),
})
export type Mapping = z.output<typeof mapping>

/** Why a mapping is not taken, in plain words. */
export const mappingFaults = {
  bad_name: {
    vi: 'Tên để trống hoặc có ký tự điều khiển',
    en: 'A name is empty or has control characters',
  },
  unknown_target: {
    vi: 'Tên đích không có trong danh mục (của lĩnh vực này)',
    en: 'The target is not known (in this domain)',
  },
  already_known: {
    vi: 'Tên này đã có trong danh mục, không được đổi sang tên khác',
    en: 'The name is known already and must keep its meaning',
  },
  mapped_already: {
    vi: 'Tên này đã được ánh xạ sang tên khác; hãy xóa ánh xạ cũ trước',
    en: 'The name is mapped to something else already; delete that mapping first',
  },
  too_many: {
    vi: 'Đã đủ số ánh xạ cho phép; hãy đưa bớt vào mappings.csv của hồ sơ thành phố',
    en: 'There are as many mappings as are allowed; move some into mappings.csv of the city profile',
  },
} as const satisfies Record<string, Names>
export type MappingFault = keyof typeof mappingFaults

/** Domains in which a mapping holds: those where its target exists, or the one that it names. */
export function domainsOf({ kind, to, domain }: Mapping, stations: ReadonlyMap<string, Station>): Domain[] {
  const named = domain === null ? domains : [domain]
  if (kind === 'unit') return isKnownUnit(to) ? [...named] : []
  if (kind === 'parameter') return named.filter((one) => findParameter(one, to))
  const station = stations.get(to)
  return station && (domain === null || domain === station.domain) ? [station.domain] : []
}

/** The fault of a mapping, or undefined when it can be taken. A target is always something real and a wrong name never
 *  is, so that mappings make no chains and no circles and never hide a name that has a meaning.
 *  @param others mappings that hold already; one of them may be the same mapping */
export function mappingFault(
  one: Mapping,
  stations: ReadonlyMap<string, Station>,
  others: Iterable<Mapping>,
): MappingFault | undefined {
  if ([one.from, one.to].some((text) => text.trim() === '' || /\p{Cc}/u.test(text))) return 'bad_name'
  const holds = domainsOf(one, stations)
  if (holds.length === 0) return 'unknown_target'
  if (isKnown(one, holds, stations)) return 'already_known'
  for (const other of others) {
    const overlaps = one.domain === null || other.domain === null || one.domain === other.domain
    if (overlaps && nameKey(other) === nameKey(one) && !isSameMapping(one, other)) return 'mapped_already'
  }
  return undefined
}

function isKnown({ kind, from }: Mapping, holds: Domain[], stations: ReadonlyMap<string, Station>): boolean {
  if (kind === 'station') return stations.has(from)
  return kind === 'unit' ? isKnownUnit(from) : holds.some((domain) => findParameter(domain, from))
}

export function isSameMapping(one: Mapping, other: Mapping): boolean {
  return nameKey(one) === nameKey(other) && one.to === other.to && one.domain === other.domain
}

function nameKey({ kind, from }: Mapping): string {
  return `${kind}/${spellingOf(kind, from)}`
}

/** A wrong name as it is compared: stations exactly, parameters and units as the known ones are. */
export function spellingOf(kind: Mapping['kind'], from: string): string {
  if (kind === 'station') return from
  return kind === 'unit' ? unitSpelling(from) : parameterSpelling(from)
}
