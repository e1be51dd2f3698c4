import { findParameter, type Parameter } from '../station/parameter.ts'
import { domains, type Domain, type Station } from '../station/station.ts'
import { unitFactor } from '../units/convert.ts'
import { domainsOf, mappingFault, spellingOf, type Mapping } from './mapping.ts'

/** Mappings as decoding asks for them: one lookup by kind, domain and wrong name. */
export type MappingTable = ReadonlyMap<string, string>

/** The table of mappings; undefined when there is none, so that nobody pays for asking. A mapping with a fault, whose
 *  station has left the registry for example, is left out. */
export function mappingTable(
  mappings: readonly Mapping[],
  stations: ReadonlyMap<string, Station>,
): MappingTable | undefined {
  const table = new Map<string, string>()
  const unnamed = new Map<string, string | null>()
  for (const one of mappings) {
    if (mappingFault(one, stations, [])) continue
    const { kind, to } = one
    const from = spellingOf(kind, one.from)
    // A station's mapping without a domain is found under every topic: the domain rule comes after it.
    const holds = kind === 'station' && one.domain === null ? domains : domainsOf(one, stations)
    for (const domain of holds) table.set(keyOf(kind, domain, from), to)
    if (kind === 'station') unnamed.set(from, unnamed.has(from) ? null : to)
  }
  // Where no topic names a domain, a name that means two stations means none.
  for (const [from, to] of unnamed) if (to !== null) table.set(keyOf('station', undefined, from), to)
  return table.size > 0 ? table : undefined
}

/** The station meant by a wrong name; `domain` as the topic says, undefined where there is none. */
export function mappedStation(
  table: MappingTable | undefined,
  from: string,
  domain: Domain | undefined,
): string | undefined {
  return table?.get(keyOf('station', domain, from))
}

/** The parameter meant by a wrong name. */
export function mappedParameter(
  table: MappingTable | undefined,
  from: string,
  domain: Domain,
): Parameter | undefined {
  const to = table?.get(keyOf('parameter', domain, spellingOf('parameter', from)))
  return to === undefined ? undefined : findParameter(domain, to)
}

/** Factor from a unit's wrong name to the canonical unit; undefined when the two do not fit. */
export function mappedUnitFactor(
  table: MappingTable | undefined,
  from: string,
  domain: Domain,
  canonical: string,
): number | undefined {
  const to = table?.get(keyOf('unit', domain, spellingOf('unit', from)))
  return to === undefined ? undefined : unitFactor(to, canonical)
}

function keyOf(kind: Mapping['kind'], domain: Domain | undefined, from: string): string {
  return `${kind}/${domain ?? ''}/${from}`
}
