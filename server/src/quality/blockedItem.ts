import type { BlockedGaugeItem } from '@city/domain/api/blockedGauge.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import { usualBlocked } from '@city/domain/quality/blockedGauge.ts'
import { blockedCondition, blockedText } from '@city/domain/quality/blockedTexts.ts'
import { distanceKm } from '@city/domain/flood/distanceKm.ts'
import type { Station } from '@city/domain/station/station.ts'
import { readBlockedGauges } from '@city/store/state/blockedGauges.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { utc } from '../http/cityTime.ts'
import type { Span } from '../series/windowFigures.ts'

type Parts = { profile: Pick<CityProfile, 'stations' | 'quality'>; state: StateDb }

/** Spells in [from, to) in which a gauge was taken for blocked, in order. */
export function blockedItems(
  { profile, state }: Parts,
  gauge: Station,
  span: Span,
  now: number,
): BlockedGaugeItem[] {
  return readBlockedGauges(state, { station: gauge.id, ...span }).map((spell) => ({
    dry_since: utc(spell.drySince),
    since: utc(spell.from),
    until: spell.to > now ? null : utc(spell.to),
    neighbours: spell.neighbours.flatMap(({ station, mm }) => {
      const one = profile.stations.get(station)
      if (!one) return []
      const distance = Math.round(distanceKm(gauge, one) * 10) / 10
      return [{ station, name: one.name, distance_km: distance, mm }]
    }),
    text: textOf(profile, spell),
    condition: blockedCondition(profile.quality.blocked ?? usualBlocked),
  }))
}

/** Gauges that are taken for blocked somewhere in a span, with the newest spell of each. */
export function blockedIn(
  { profile, state }: Parts,
  span: Span,
): Map<string, { since: string; text: BlockedGaugeItem['text'] }> {
  const found = readBlockedGauges(state, span)
  return new Map(
    found.map((spell) => [spell.station, { since: utc(spell.from), text: textOf(profile, spell) }]),
  )
}

function textOf({ stations }: Parts['profile'], spell: Parameters<typeof blockedText>[0]) {
  return blockedText(spell, stations.get(spell.neighbours[0]?.station ?? '')?.name)
}
