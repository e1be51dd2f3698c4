import { findParameter, parametersOf } from '@city/domain/station/parameter.ts'
import { domains, type Domain } from '@city/domain/station/station.ts'
import { unitFactor } from '@city/domain/units/convert.ts'
import type { DeadLetter } from '../../api/shapes.ts'

/** The wrong name of a letter that a mapping would mend. `parameter`: of a unit, whose values it measures. */
export interface WrongName {
  kind: 'station' | 'parameter' | 'unit'
  from: string
  domain: Domain | null
  parameter: string | null
}

/** The name that a letter was rejected for, or null when no mapping would help.
 *  @param domain of the station that sent it, where it is known */
export function wrongNameOf(
  { reason, detail, station }: Pick<DeadLetter, 'reason' | 'detail' | 'station'>,
  domain: Domain | null,
): WrongName | null {
  if (reason === 'unknown_station') {
    const from = station ?? detail
    return from ? { kind: 'station', from, domain: null, parameter: null } : null
  }
  if (reason === 'unknown_parameter' && detail)
    return { kind: 'parameter', from: detail, domain, parameter: null }
  // "pm25: ppb": the parameter as it was spelled, then its unit.
  const [, parameter, from] = (reason === 'unknown_unit' && /^(.*?): (.*)$/s.exec(detail)) || []
  return parameter && from ? { kind: 'unit', from, domain, parameter } : null
}

/** Spellings of units that a wrong one may stand for. */
export const unitTargets: readonly string[] = [
  ...new Set(domains.flatMap((domain) => parametersOf(domain).map(({ unit }) => unit))),
  ...['mg/m³', 'µg/L', 'm³/h', 'mS/cm', 'mm', 'm', 'cm'],
].filter((unit, at, all) => unit !== '' && all.indexOf(unit) === at)

/** Units that fit what a parameter measures; all of them while the parameter is not known. */
export function unitsFor({ domain, parameter }: Pick<WrongName, 'domain' | 'parameter'>): readonly string[] {
  const known = domain && parameter ? findParameter(domain, parameter) : undefined
  return known ? unitTargets.filter((unit) => unitFactor(unit, known.unit) !== undefined) : unitTargets
}
