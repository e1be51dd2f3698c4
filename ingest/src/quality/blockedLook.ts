import {
  blockedSpells,
  rainySeason,
  usualBlocked,
  type BlockedSettings,
  type BlockedSpell,
  type GaugeDays,
} from '@city/domain/quality/blockedGauge.ts'
import { gaugesAround } from '@city/domain/quality/neighbours.ts'
import type { QualityProfile } from '@city/domain/quality/stationLimits.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'
import {
  forgetRainLooks,
  readBlockedGauges,
  readRainLooks,
  replaceBlockedGauges,
} from '@city/store/state/blockedGauges.ts'
import { rawFrom } from '@city/store/state/rollupMarks.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import { touchRange } from '@city/store/state/touchedHours.ts'
import { readGaugeDays } from './gaugeDays.ts'
import type { Span } from './judgeStation.ts'

export interface BlockedLookParts {
  stations: ReadonlyMap<string, Station>
  series: Pick<SeriesStore, 'readRows'>
  db: StateDb
  profile: Pick<QualityProfile, 'blocked'>
}

/** Looks for blocked gauges (environment.md 7.3) where days have changed or ended since the last look: spells are kept in
 *  the state database, and hours whose verdict changed are marked as touched, so that their values are judged again. What is
 *  kept in the end depends on the stored days alone. Rejects with StoreAway.
 *  @param now ms since 1970 UTC; the running day is not looked at, but a spell that holds reaches to its end
 *  @returns how many gauges have other spells than before */
export async function lookForBlocked(
  { stations, series, db, profile }: BlockedLookParts,
  now: number,
): Promise<number> {
  const today = hanoiDayStart(now)
  const looks = readRainLooks(db, today)
  if (looks.length === 0) return 0
  const { blocked: settings = usualBlocked } = profile
  let changed = 0
  const changedIn = new Map<number, Set<Station>>()
  for (const { station, from } of looks) {
    const gauge = stations.get(station)
    if (!gauge) continue
    const around = gaugesAround(gauge, stations.values(), settings?.km ?? 0)
    for (let year = yearOf(from); year <= yearOf(today); year++) {
      const known = changedIn.get(year) ?? new Set()
      changedIn.set(year, known)
      for (const one of [gauge, ...around]) known.add(one)
    }
  }
  for (const [year, gauges] of changedIn) {
    const whole = { from: Date.UTC(year, 0) - hanoiOffsetMs, to: Date.UTC(year + 1, 0) - hanoiOffsetMs }
    const season = settings && rainySeason(year, settings.months)
    const span = season ? { from: season.from, to: Math.min(season.to, today) } : whole
    const read = createDayReader({ series, db }, span)
    for (const gauge of gauges) {
      const spells = settings && span.from < span.to ? await spellsOf(gauge, span, settings, read) : []
      // What holds to yesterday holds today, until it rains into the gauge.
      for (const one of spells) if (one.to === today && season && today < season.to) one.to += dayMs
      if (keep(gauge, whole, spells)) changed++
    }
  }
  inTransaction(db, () => forgetRainLooks(db, looks, today))
  return changed

  async function spellsOf(
    gauge: Station,
    span: Span,
    limits: BlockedSettings,
    read: (station: Station) => Promise<GaugeDays>,
  ): Promise<BlockedSpell[]> {
    const around = new Map<string, GaugeDays>()
    for (const one of gaugesAround(gauge, stations.values(), limits.km)) around.set(one.id, await read(one))
    return around.size === 0 ? [] : blockedSpells(await read(gauge), around, span, limits)
  }

  function keep({ id }: Station, span: Span, spells: readonly BlockedSpell[]): boolean {
    const before = readBlockedGauges(db, { station: id, ...span })
    const isSame =
      before.length === spells.length &&
      spells.every((one, at) => JSON.stringify(one) === JSON.stringify(without(before[at]!)))
    if (isSame) return false
    inTransaction(db, () => replaceBlockedGauges(db, id, span, spells))
    for (const { from, to } of differences(before, spells)) touchRange(db, id, from, Math.min(to, now + 1))
    return true
  }
}

/** Days of gauges of a span, each read once. */
function createDayReader({ series, db }: Pick<BlockedLookParts, 'series' | 'db'>, span: Span) {
  const known = new Map<string, Promise<GaugeDays>>()
  return (station: Station): Promise<GaugeDays> => {
    let days = known.get(station.id)
    if (!days) {
      const blocked = readBlockedGauges(db, { station: station.id, ...span })
      known.set(station.id, (days = readGaugeDays(series, station, span, blocked, rawFrom(db))))
    }
    return days
  }
}

function yearOf(time: number): number {
  return new Date(time + hanoiOffsetMs).getUTCFullYear()
}

function without({ drySince, from, to, neighbours }: BlockedSpell): BlockedSpell {
  return { drySince, from, to, neighbours }
}

/** Stretches of days that lie in spells of one list and not of the other. */
function differences(before: readonly Span[], after: readonly Span[]): Span[] {
  const days = (spells: readonly Span[]): Set<number> =>
    new Set(
      spells.flatMap(({ from, to }) =>
        Array.from({ length: (to - from) / dayMs }, (_, at) => from + at * dayMs),
      ),
    )
  const [then, now] = [days(before), days(after)]
  const changed = [...then, ...now].filter((day) => then.has(day) !== now.has(day)).toSorted((a, b) => a - b)
  const spans: Span[] = []
  for (const day of changed) {
    const last = spans.at(-1)
    if (last && last.to === day) last.to += dayMs
    else spans.push({ from: day, to: day + dayMs })
  }
  return spans
}
