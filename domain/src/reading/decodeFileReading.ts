import { flag as flags, type Flag } from '../quality/flag.ts'
import { mappedParameter, mappedStation, mappedUnitFactor } from '../profile/mappingTable.ts'
import { findParameter, type Parameter } from '../station/parameter.ts'
import type { Domain, Station } from '../station/station.ts'
import { unitFactor } from '../units/convert.ts'
import { decodeBodies, type DecodeContext, type DecodedReading } from './decodeReadings.ts'
import type { Reading } from './reading.ts'

/** One value of a file as it stands there. `trusted`: its flag was judged by this program before (our own export). */
export interface FileValue {
  name: string
  /** A number, or the text that is none. */
  value: number | string
  /** Empty: the canonical one. */
  unit: string
  /** As written; empty: none. */
  flag: string
  trusted: boolean
}

const byText: Readonly<Record<string, Flag>> = { 1: 1, 2: 2, 3: 3, 4: 4, 9: 9 }

/** The flag that a file writes, undefined when it is none of the scheme. */
export function flagOf(text: string): Flag | undefined {
  return Object.hasOwn(byText, text) ? byText[text] : undefined
}

/** Our own flags say what was known then (a station in calibration); those of others only ever lower what we judge. */
export function flagWith(judged: Flag, given: Flag, trusted: boolean): Flag {
  return trusted && given !== flags.good ? given : judged > given ? judged : given
}

/** Puts the flag of a file beside a judged value. */
export function setFlag(reading: Reading, parameter: string, judged: Flag): void {
  if (judged === flags.good) delete reading.flags[parameter]
  else reading.flags[parameter] = judged
}

/** What is known while a file is decoded. */
export type FileContext = Pick<DecodeContext, 'stations' | 'now' | 'mappings'>

/** The station of a name as it stands in a file, or of what the name is mapped to. */
export function stationNamed(name: string, { stations, mappings }: FileContext): Station | undefined {
  return stations.get(name) ?? (mappings && stations.get(mappedStation(mappings, name, undefined) ?? ''))
}

/** The parameter that a name and a unit mean, and the factor to its canonical unit; undefined when they mean nothing. */
export function meaningOf(
  domain: Domain,
  name: string,
  unit: string,
  mappings: DecodeContext['mappings'],
): { parameter: Parameter; factor: number } | undefined {
  const parameter = findParameter(domain, name) ?? mappedParameter(mappings, name, domain)
  if (!parameter) return undefined
  const factor =
    unit === ''
      ? 1
      : (unitFactor(unit, parameter.unit) ?? mappedUnitFactor(mappings, unit, domain, parameter.unit))
  return factor === undefined ? undefined : { parameter, factor }
}

/** A reading of a file, accepted and judged like live input, whatever is wrong with it. Slow: for what is not plain.
 *  @param ts ms since 1970 UTC, or the text that is no time */
export function decodeFileReading(
  station: string,
  ts: number | string,
  values: readonly FileValue[],
  context: FileContext,
): DecodedReading {
  const units = values.filter(({ unit }) => unit !== '').map(({ name, unit }) => [name, unit])
  const given = values.filter(({ flag }) => flag !== '').map(({ name, flag }) => [name, flag])
  const body = {
    ...(station === '' ? {} : { station }),
    ...(ts === '' ? {} : { ts }),
    values: Object.fromEntries(values.map(({ name, value }) => [name, value])),
    ...(units.length > 0 ? { units: Object.fromEntries(units) as unknown } : {}),
    ...(given.length > 0 ? { flags: Object.fromEntries(given) as unknown } : {}),
  }
  const decoded = decodeBodies(body, context)[0]!
  const { reading, rejections } = decoded
  if (!reading) return decoded
  for (const { name, value, unit, flag, trusted } of values) {
    const parameter = meaningOf(reading.domain, name, unit, context.mappings)?.parameter
    if (flag === '' || !parameter || reading.values[parameter.id] === undefined || typeof value !== 'number')
      continue
    const known = flagOf(flag)
    const judged = reading.flags[parameter.id] ?? flags.good
    setFlag(
      reading,
      parameter.id,
      flagWith(judged, known ?? flags.notEvaluated, trusted && known !== undefined),
    )
    if (known !== undefined) continue
    const raw = JSON.stringify({
      station,
      ts,
      values: { [name]: value },
      ...(unit ? { units: { [name]: unit } } : {}),
      flags: { [name]: flag },
    })
    rejections.push({
      scope: 'value',
      reason: 'bad_flag',
      detail: `${name}: ${flag.slice(0, 100)}`,
      station,
      raw,
    })
  }
  return decoded
}
