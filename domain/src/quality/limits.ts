import { parametersOf, type Parameter } from '../station/parameter.ts'
import type { Domain } from '../station/station.ts'
import { defaultTests } from './defaultLimits.ts'

export type Range = readonly [low: number, high: number]

/** Which values the flat-line test looks at; a value that does not fit ends the run. */
export interface FlatOnly {
  above?: number | undefined
  below?: number | undefined
  /** Not when the value lies between these, both exclusive. */
  except?: Range | undefined
  /** Hours of the day in Hanoi: from the first, before the second. */
  hours?: Range | undefined
  /** Only while another parameter of the same reading is above a value. */
  while?: { parameter: string; above: number } | undefined
  /** Only when it rained nearby during the run. */
  inRain?: boolean | undefined
}

/** `count` values that differ by `tolerance` at most are suspect, three times as many fail. */
export interface FlatLimit {
  count: number
  tolerance: number
  only?: FlatOnly | undefined
}

/** Limits of one parameter at one station, in its canonical unit; null = the test is not made (environment.md 7.3). */
export interface Limits {
  fail: Range | null
  suspect: Range | null
  /** Largest change from the previous valid value. */
  step: { suspect: number; fail: number } | null
  /** Largest change within an hour; beyond it a value is suspect at most. */
  hourly: number | null
  flat: FlatLimit | null
  spike: number | null
  /** Negative values down to here count as 0 and are good. */
  clip: number | null
}

/** What a city or a station has other than the defaults. */
export type LimitChanges = { readonly [Name in keyof Limits]?: Limits[Name] | undefined }

/** Changes of a profile: by domain and parameter for the whole city, by station and parameter for one station. */
export interface QualityProfile {
  domains: Readonly<Partial<Record<Domain, Readonly<Record<string, LimitChanges>>>>>
  stations: Readonly<Record<string, Readonly<Record<string, LimitChanges>>>>
  /** Rain gauges within this distance must agree about heavy rain, km. */
  neighbourKm: number
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
