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
import { judgeStation, type JudgedPiece, type Span } from './judgeStation.ts'
import { createReadingRate } from './readingRate.ts'
import { createRowReader } from './readStationRows.ts'

export interface QualityParts {
  stations: ReadonlyMap<string, Station>
  series: Pick<SeriesStore, 'readRows' | 'write'>
  /** Holds what analysts decided, and the hours that wait. */
  db: StateDb
  profile: QualityProfile
  /** Told when hours that nobody settles yet are marked as touched. */
  onTouched?: () => void
  /** Told of the flags of values that were judged, changed or not, when they are stored. */
  onJudged?: (station: Station, judged: JudgedPiece) => void
}

/** Whether the hour of a moment is settled without being marked. */
export type IsOwn = (time: number) => boolean

/** More rain of one gauge is not read at once. */
const mostRain = 45_000

/** Quality control of stored values: judges what arrivals may have changed and writes flags and tests where they differ.
 *  Whatever was judged before, the same stored values get the same flags. */
export function createQuality({ stations, series, db, profile, ...told }: QualityParts) {
  const readerOf = createRowReader(series)
  const rate = createReadingRate()
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
    const query = { measurement: 'rain', tags: { station: id }, from, to, limit: mostRain }
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
  async function judgeOne(
    station: Station,
    changed: Span,
    isOwn: IsOwn,
    onPiece?: (piece: JudgedPiece) => void,
  ): Promise<void> {
    const { domain, id, intervalS } = station
    const contextHere = (span: Span, rows: readonly SeriesRow[]) => contextOf(station, span, rows)
    const parts = { read: readerOf(station), contextOf: contextHere, intervalMs: intervalS * 1000 }
    for await (const piece of judgeStation(parts, changed)) {
      const touched = new Set([...piece.changes.keys()].filter((time) => !isOwn(time)).map(hourStart))
      if (touched.size > 0) {
        const mark = touchedHoursWriter(db)
        inTransaction(db, () => touched.forEach((hour) => mark(id, hour, hour)))
        told.onTouched?.()
      }
      const points = [...piece.changes].map(([time, fields]) => ({
        ...{ measurement: domain, tags: { station: id }, time, fields },
      }))
      if (points.length > 0) await series.write(points)
      rate.saw(id, piece.rows.length, { from: piece.rows[0]?.time ?? piece.span.to, to: piece.span.to })
      told.onJudged?.(station, piece)
      onPiece?.(piece)
    }
  }

  /** Stations whose judgement looks at the rain of this gauge, with what of it may have changed. */
  async function dependents(
    gauge: Station,
    { from, to }: Span,
  ): Promise<{ station: Station; changed: Span }[]> {
    const found: { station: Station; changed: Span }[] = []
    const gauges = gaugesNear(gauge)
    const near = levels.filter((station) => gaugesNear(station).includes(gauge))
    if (gauges.length + near.length === 0) return found
    const rain = await rainOf(gauge, { from, to: to + drySpanMs })
    const heavy = rain.filter(({ mm }) => mm > heavyMm)
    const [first, last] = [heavy[0], heavy.at(-1)]
    if (first && last)
      for (const station of gauges) found.push({ station, changed: { from: first.time, to: last.time + 1 } })
    if (!rain.some(({ time, mm }) => time < to && mm > 0)) return found
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
     *  @param onPiece told of the station's own pieces, in order of time, when their flags are stored */
    async judge(
      station: Station,
      changed: Span,
      isOwn: IsOwn,
      onPiece?: (piece: JudgedPiece) => void,
    ): Promise<void> {
      await judgeOne(station, changed, isOwn, onPiece)
      if (station.domain !== 'rain') return
      for (const one of await dependents(station, changed))
        await judgeOne(one.station, one.changed, () => false)
    },
    /** Readings of an hour of a station that are to be expected, by its interval and what was seen of it. */
    perHour: rate.perHour,
  }
}

export type Quality = ReturnType<typeof createQuality>
