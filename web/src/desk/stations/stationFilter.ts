import type { Freshness } from '@city/domain/station/freshness.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { foldText, matchesText } from '../../domainView/foldText.ts'
import { headlineOf, lookOf, shownFreshness } from '../../domainView/markerLook.ts'
import type { LiveStation } from '../../live/liveStore.ts'

export const stationSorts = ['name', 'value', 'age'] as const
export type StationSort = (typeof stationSorts)[number]
export const freshnesses = ['fresh', 'late', 'stale', 'silent'] as const satisfies readonly Freshness[]
/** Domains in the order of the list. */
export const listedDomains = ['air', 'rain', 'flood', 'water'] as const satisfies readonly Domain[]

export interface StationFilter {
  text: string
  domain: Domain | null
  freshness: Freshness | null
  sort: StationSort
}

/** Stations that match, in order, and how many there are of each freshness before that filter. */
export interface StationSelection {
  ids: readonly string[]
  ofFreshness: Readonly<Record<Freshness, number>>
}

/** @param now ms since 1970 UTC, server clock
 *  @param locale of the names, for their order */
export function selectStations(
  stations: readonly LiveStation[],
  filter: StationFilter,
  now: number,
  locale: 'vi' | 'en',
): StationSelection {
  const ofFreshness = { fresh: 0, late: 0, stale: 0, silent: 0 }
  const matching = stations.filter((station) => {
    if (filter.domain !== null && station.domain !== filter.domain) return false
    if (!matchesText(filter.text, station.id, station.name.vi, station.name.en)) return false
    const freshness = shownFreshness(station, now)
    ofFreshness[freshness] += 1
    return filter.freshness === null || freshness === filter.freshness
  })
  const collator = new Intl.Collator(locale, { numeric: true })
  const byName = (one: LiveStation, other: LiveStation) =>
    listedDomains.indexOf(one.domain) - listedDomains.indexOf(other.domain) ||
    collator.compare(one.name[locale], other.name[locale]) ||
    collator.compare(one.id, other.id)
  if (filter.sort === 'name') return { ids: matching.toSorted(byName).map(({ id }) => id), ofFreshness }
  const ranked = matching.map((station) => ({
    station,
    rank: filter.sort === 'age' ? ageRank(station) : valueRank(station, now),
  }))
  ranked.sort((one, other) => compareRanks(other.rank, one.rank) || byName(one.station, other.station))
  return { ids: ranked.map(({ station }) => station.id), ofFreshness }
}

/** Bigger is listed first: the oldest, before them those that never reported. */
function ageRank({ time }: LiveStation): number[] {
  return [time === null ? Number.POSITIVE_INFINITY : -time]
}

/** Bigger is listed first: values that count before old ones before none; then the severity that the map shows, so that
 *  domains can be compared; then the value itself (for air the index). */
function valueRank(station: LiveStation, now: number): number[] {
  const look = lookOf(station, now)
  const value = look.value ?? headlineOf(station).value
  if (value === null || look.freshness === 'silent') return [0]
  const severity = look.levels > 0 ? look.level / look.levels : 0
  return [look.freshness === 'stale' ? 1 : 2, severity, -listedDomains.indexOf(station.domain), value]
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const [left, right] = [one[at] ?? 0, other[at] ?? 0]
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** Text that is the same for filters that find the same. */
export function keyOfFilter({ text, domain, freshness, sort }: StationFilter): string {
  return [foldText(text), domain, freshness, sort].join('|')
}
