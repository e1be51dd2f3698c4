import { parametersOf, type Parameter } from '../station/parameter.ts'
import type { Domain } from '../station/station.ts'
import type { BlockedSettings } from './blockedGauge.ts'
import { defaultTests } from './defaultLimits.ts'
import type { LimitChanges, Limits } from './limits.ts'

/** Changes of a profile: by domain and parameter for the whole city, by station and parameter for one station. */
export interface QualityProfile {
  domains: Readonly<Partial<Record<Domain, Readonly<Record<string, LimitChanges>>>>>
  stations: Readonly<Record<string, Readonly<Record<string, LimitChanges>>>>
  /** Rain gauges within this distance must agree about heavy rain, km. */
  neighbourKm: number
  /** When a gauge is taken for blocked; null: never. By default as usual. */
  blocked?: BlockedSettings | null
}

export const noChanges: QualityProfile = { domains: {}, stations: {}, neighbourKm: 5 }

/** Limits of each parameter of a station, by id. */
export type StationLimits = ReadonlyMap<string, Limits>

const untested = { step: null, hourly: null, flat: null, spike: null, clip: null }

/** The limits of a parameter: ranges of the parameter, tests of 7.3, then the changes in their order. */
export function limitsOf(
  domain: Domain,
  { id, fail, suspect }: Parameter,
  ...changes: (LimitChanges | undefined)[]
): Limits {
  const limits: Limits = { ...untested, fail, suspect }
  return Object.assign(limits, defaultTests[domain][id], ...changes)
}

/** The limits of every parameter that a station may report. */
export function stationLimits(
  station: { id: string; domain: Domain },
  profile: QualityProfile,
): StationLimits {
  const { id, domain } = station
  return new Map(
    parametersOf(domain).map((parameter) => [
      parameter.id,
      limitsOf(
        domain,
        parameter,
        profile.domains[domain]?.[parameter.id],
        profile.stations[id]?.[parameter.id],
      ),
    ]),
  )
}
