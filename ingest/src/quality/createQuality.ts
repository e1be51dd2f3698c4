import type { JudgeContext } from '@city/domain/quality/judgeSpan.ts'
import type { StationColumns } from '@city/domain/quality/stationColumns.ts'
import { stationLimits, type QualityProfile, type StationLimits } from '@city/domain/quality/stationLimits.ts'
import { drySpanMs, gaugesAround, heavyMm, isAloneInRain } from '@city/domain/quality/neighbours.ts'
import { hasRainedIn } from '@city/domain/quality/rainTrack.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { readBlockedGauges } from '@city/store/state/blockedGauges.ts'
import { readOverrides } from '@city/store/state/flagOverrides.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import { touchedHoursWriter } from '@city/store/state/touchedHours.ts'
import { judgeStation, type JudgedPiece, type Span } from './judgeStation.ts'
import { createRainField, type RainField } from './rainField.ts'
import { createReadingRate } from './readingRate.ts'
import { createRowReader } from './readStationRows.ts'

export interface QualityParts {
  stations: ReadonlyMap<string, Station>
  series: Pick<SeriesStore, 'readRows' | 'readColumns' | 'write'>
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

/** Quality control of stored values: judges what arrivals may have changed and writes flags and tests where they differ.
 *  Whatever was judged before, the same stored values get the same flags. */
export function createQuality({ stations, series, db, profile, ...told }: QualityParts) {
  const readerOf = createRowReader(series)
  const rate = createReadingRate()
  const limits = new Map<string, StationLimits>()
  const nearby = new Map<string, Station[]>()
  const levels = [...stations.values()].filter(({ domain, parameters }) => {
    return domain === 'water' && parameters.includes('water_level')
  })

  function limitsFor(station: Station): StationLimits {
    let found = limits.get(station.id)
    if (!found) limits.set(station.id, (found = stationLimits(station, profile)))
    return found
  }
  function gaugesNear(station: Station): Station[] {
    let found = nearby.get(station.id)
    if (!found)
      nearby.set(station.id, (found = gaugesAround(station, stations.values(), profile.neighbourKm)))
    return found
  }
  const namesNear = (station: Station): string[] => gaugesNear(station).map(({ id }) => id)

  async function contextOf(
    station: Station,
    span: Span,
    { times, values }: StationColumns,
    field: RainField,
  ): Promise<JudgeContext> {
    const { id, domain, intervalS } = station
    const decisions = readOverrides(db, { station: id, ...span }, true)
    const blocked = domain === 'rain' ? readBlockedGauges(db, { station: id, ...span }) : []
    const context = {
      ...{ domain, intervalMs: intervalS * 1000, limits: limitsFor(station), decisions },
      ...(blocked.length > 0 && {
        isBlocked: (time: number) => blocked.some(({ from, to }) => time >= from && time < to),
      }),
    }
    if (domain === 'rain' && values.get('rain_10m')?.some((mm) => mm > heavyMm)) {
      const around = await field.rainOf(namesNear(station), { from: span.from - drySpanMs, to: span.to })
      return { ...context, isAlone: (time, mm) => isAloneInRain(time, mm, around.values()) }
    }
    const first = times[0]
    if (domain === 'water' && first !== undefined && context.limits.get('water_level')?.flat?.only?.inRain) {
      const around = await field.rainOf(namesNear(station), { from: first, to: span.to })
      const hasRained = (from: number, to: number): boolean =>
        [...around.values()].some((track) => hasRainedIn(track, from, to))
      return { ...context, hasRained }
    }
    return context
  }

  /** Judges one station; what changes where nobody settles it is marked as touched first, so that a crash forgets no rollup. */
  async function judgeOne(
    station: Station,
    changed: Span,
    isOwn: IsOwn,
    field: RainField,
    onPiece?: (piece: JudgedPiece) => void,
  ): Promise<void> {
    const { domain, id, intervalS } = station
    const contextHere = (span: Span, stored: StationColumns) => contextOf(station, span, stored, field)
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
      const { times } = piece.stored
      rate.saw(id, times.length, { from: times[0] ?? piece.span.to, to: piece.span.to })
      told.onJudged?.(station, piece)
      onPiece?.(piece)
    }
  }

  /** Gauges around whose heavy rain agrees with the rain of this gauge otherwise than is stored, with the span of it. */
  async function doubtedOtherwise(gauge: Station, { from, to }: Span, field: RainField): Promise<Changed[]> {
    const own = await field.rainOf(namesNear(gauge), { from, to: to + drySpanMs })
    const isHeavy = ({ id }: Station): boolean => own.get(id)!.mm.some((mm) => mm > heavyMm)
    const heavy = gaugesNear(gauge).filter(isHeavy)
    if (heavy.length === 0) return []
    const others = await field.rainOf(new Set(heavy.flatMap(namesNear)), {
      from: from - drySpanMs,
      to: to + drySpanMs,
    })
    const found: Changed[] = []
    for (const station of heavy) {
      const { time, mm, isDoubted } = own.get(station.id)!
      const around = namesNear(station).map((id) => others.get(id)!)
      const differs = (at: number): boolean =>
        mm[at]! > heavyMm && (isAloneInRain(time[at]!, mm[at]!, around) === true) !== (isDoubted[at] === 1)
      const moments = time.filter((_, at) => differs(at))
      if (moments.length > 0) found.push({ station, changed: { from: moments[0]!, to: moments.at(-1)! + 1 } })
    }
    return found
  }

  /** Levels that are judged by the rain around them: one that stood still, by the rain of the span in which it did. */
  async function levelsInRain(gauge: Station, changed: Span, field: RainField): Promise<Changed[]> {
    const near = levels.filter((station) => gaugesNear(station).includes(gauge))
    if (near.length === 0) return []
    const rain = (await field.rainOf([gauge.id], changed)).get(gauge.id)!
    if (!hasRainedIn(rain, changed.from, changed.to - 1)) return []
    return near.map((station) => {
      const count = limitsFor(station).get('water_level')?.flat?.count ?? 0
      return { station, changed: { from: changed.from, to: changed.to + count * station.intervalS * 1000 } }
    })
  }

  /** One look at what is stored: the rain that stations are compared with is read once for all that are judged in it. */
  function open() {
    const field = createRainField(series)
    return {
      /** Judges what arrivals in `changed` may have changed, at the station and at those that are compared with it. Flags
       *  are stored when this resolves; it rejects with StoreAway or StoreRefused.
       *  @param isOwn whether the caller settles the hour of a moment by itself; other hours in which flags change are marked
       *  @param onPiece told of the station's own pieces, in order of time, when their flags are stored */
      async judge(
        station: Station,
        changed: Span,
        isOwn: IsOwn,
        onPiece?: (piece: JudgedPiece) => void,
      ): Promise<void> {
        await judgeOne(station, changed, isOwn, field, onPiece)
        if (station.domain !== 'rain') return
        const others = [
          ...(await doubtedOtherwise(station, changed, field)),
          ...(await levelsInRain(station, changed, field)),
        ]
        for (const one of others) await judgeOne(one.station, one.changed, () => false, field)
      },
    }
  }

  return {
    /** Opens a look at what is stored; what arrives after that needs another one. */
    open,
    /** Readings of an hour of a station that are to be expected, by its interval and what was seen of it. */
    perHour: rate.perHour,
  }
}

export type Quality = ReturnType<typeof createQuality>
export type Judging = ReturnType<Quality['open']>

interface Changed {
  station: Station
  changed: Span
}
