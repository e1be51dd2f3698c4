import type { Reading } from '@city/domain/reading/reading.ts'
import type { JudgeContext } from '@city/domain/quality/judgeSpan.ts'
import { stationLimits, type QualityProfile, type StationLimits } from '@city/domain/quality/stationLimits.ts'
import {
  believableRain,
  gaugesAround,
  heavyMm,
  isAloneInRain,
  rainFields,
  drySpanMs,
} from '@city/domain/quality/neighbours.ts'
import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { readOverrides } from '@city/store/state/flagOverrides.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import { touchedHoursWriter } from '@city/store/state/touchedHours.ts'
import { judgeStation, type JudgedStation, type Span } from './judgeStation.ts'
import { createRowReader, mostRows } from './readStationRows.ts'

export interface QualityParts {
  stations: ReadonlyMap<string, Station>
  series: Pick<SeriesStore, 'readRows' | 'write'>
  /** Holds what analysts decided, and the hours that wait. */
  db: StateDb
  profile: QualityProfile
  /** Told when hours that nobody settles yet are marked as touched. */
  onTouched?: () => void
  /** Told of the flags of values that were judged, changed or not, when they are stored. */
  onJudged?: (station: Station, judged: JudgedStation) => void
}

/** Whether the hour of a moment is settled without being marked. */
export type IsOwn = (time: number) => boolean

/** A span that holds more rows than can be read at once is judged in halves, down to this, ms. */
const shortestMs = 10 * 60_000

/** Quality control of stored values: judges what arrivals may have changed and writes flags and tests where they differ.
 *  Whatever was judged before, the same stored values get the same flags. */
export function createQuality({ stations, series, db, profile, ...told }: QualityParts) {
  const readRows = createRowReader(series)
  const limits = new Map<string, StationLimits>()
  const around = new Map<string, Station[]>()
  const levels = [...stations.values()].filter(({ domain, parameters }) => {
    return domain === 'water' && parameters.includes('water_level')
  })

  function limitsFor(station: Station): StationLimits {
    let found = limits.get(station.id)
    if (!found) limits.set(station.id, (found = stationLimits(station, profile)))
    return found
  }
  function gaugesNear(station: Station): Station[] {
    let found = around.get(station.id)
    if (!found)
      around.set(station.id, (found = gaugesAround(station, stations.values(), profile.neighbourKm)))
    return found
  }
  async function rainOf({ id }: Station, { from, to }: Span) {
    const query = { measurement: 'rain', tags: { station: id }, from, to, limit: mostRows }
    return believableRain(await series.readRows({ ...query, fields: rainFields }))
  }
  const rainAround = (station: Station, span: Span) =>
    Promise.all(gaugesNear(station).map((gauge) => rainOf(gauge, span)))

  async function contextOf(station: Station, span: Span, rows: readonly SeriesRow[]): Promise<JudgeContext> {
    const { id, domain, intervalS } = station
    const decisions = readOverrides(db, { station: id, ...span }, true)
    const context = { domain, intervalMs: intervalS * 1000, limits: limitsFor(station), decisions }
    if (domain === 'rain' && rows.some(({ fields }) => Number(fields.rain_10m) > heavyMm)) {
      const rain = await rainAround(station, { from: span.from - drySpanMs, to: span.to })
      return { ...context, isAlone: (time, mm) => isAloneInRain(time, mm, rain) }
    }
    const first = rows[0]
    if (domain === 'water' && first && context.limits.get('water_level')?.flat?.only?.inRain) {
      const rain = (await rainAround(station, { from: first.time, to: span.to }))
        .flatMap((gauge) => gauge.filter(({ mm }) => mm > 0))
        .map(({ time }) => time)
      return { ...context, hasRained: (from, to) => rain.some((time) => time >= from && time <= to) }
    }
    return context
  }

  /** Judges one station; what changes where nobody settles it is marked as touched first, so that a crash forgets no rollup. */
  async function judgeOne(station: Station, changed: Span, isOwn: IsOwn): Promise<SeriesRow[] | undefined> {
    let isTooMuch = false
    const read = async (span: Span) => {
      const rows = await readRows(station, span)
      isTooMuch ||= rows.length === mostRows
      return rows
    }
    const near = (span: Span, rows: readonly SeriesRow[]) => contextOf(station, span, rows)
    const judged = await judgeStation(read, changed, near, station.intervalS * 1000)
    const middle = Math.floor((changed.from + changed.to) / 2)
    if (isTooMuch && changed.to - changed.from > shortestMs) {
      await judgeOne(station, { from: changed.from, to: middle }, isOwn)
      await judgeOne(station, { from: middle, to: changed.to }, isOwn)
      return undefined
    }
    const { domain, id } = station
    const touched = new Set([...judged.changes.keys()].filter((time) => !isOwn(time)).map(hourStart))
    if (touched.size > 0) {
      const mark = touchedHoursWriter(db)
      inTransaction(db, () => touched.forEach((hour) => mark(id, hour, hour)))
      told.onTouched?.()
    }
    const points = [...judged.changes].map(([time, fields]) => ({
      ...{ measurement: domain, tags: { station: id }, time, fields },
    }))
    if (points.length > 0) await series.write(points)
    told.onJudged?.(station, judged)
    return isTooMuch ? undefined : judged.rows
  }

  /** Stations whose judgement looks at the rain of this gauge, with what of it may have changed. */
  async function dependents(
    gauge: Station,
    { from, to }: Span,
  ): Promise<{ station: Station; changed: Span }[]> {
    const found: { station: Station; changed: Span }[] = []
    for (const station of gaugesNear(gauge)) {
      const heavy = (await rainOf(station, { from, to: to + drySpanMs })).filter(({ mm }) => mm > heavyMm)
      const [first, last] = [heavy[0], heavy.at(-1)]
      if (first && last) found.push({ station, changed: { from: first.time, to: last.time + 1 } })
    }
    const near = levels.filter((station) => gaugesNear(station).includes(gauge))
    if (near.length === 0 || !(await rainOf(gauge, { from, to })).some(({ mm }) => mm > 0)) return found
    // A level that stood still is judged by the rain of the span in which it did.
    for (const station of near) {
      const count = limitsFor(station).get('water_level')?.flat?.count ?? 0
      found.push({ station, changed: { from, to: to + count * station.intervalS * 1000 } })
    }
    return found
  }

  return {
    /** Judges what arrivals in `changed` may have changed, at the station and at those that are compared with it. Flags are
     *  stored when this resolves; it rejects with StoreAway or StoreRefused.
     *  @param isOwn whether the caller settles the hour of a moment by itself; other hours in which flags change are marked
     *  @returns the rows of the station, at least of `changed`, as they are stored now; undefined when they are too many */
    async judge(station: Station, changed: Span, isOwn: IsOwn): Promise<SeriesRow[] | undefined> {
      const rows = await judgeOne(station, changed, isOwn)
      if (station.domain !== 'rain') return rows
      for (const one of await dependents(station, changed))
        await judgeOne(one.station, one.changed, () => false)
      return rows
    },
  }
}

export type Quality = ReturnType<typeof createQuality>

/** The newest reading with the flags that were found; undefined when they are what it has, or it is not among them. */
export function withFlags(newest: Reading, { values }: JudgedStation): Reading | undefined {
  const flags = { ...newest.flags }
  let isChanged = false
  for (const { time, parameter, flag } of values) {
    if (time !== newest.time || !(parameter in newest.values) || (flags[parameter] ?? 1) === flag) continue
    isChanged = true
    if (flag === 1) delete flags[parameter]
    else flags[parameter] = flag
  }
  return isChanged ? { ...newest, flags } : undefined
}
