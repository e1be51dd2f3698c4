import type { NewOverride, OverrideItem, Withdrawal } from '@city/domain/api/quality.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { overrideItemOf } from '@city/store/records/overrideItem.ts'
import {
  addOverride,
  readOverride,
  readOverrides,
  withdrawOverride,
  type FlagOverride,
} from '@city/store/state/flagOverrides.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import { touchedHoursWriter, utcDay } from '@city/store/state/touchedHours.ts'
import type { Logger } from '../log.ts'
import type { Span } from './judgeStation.ts'

export interface OverrideDeskParts {
  db: StateDb
  stations: ReadonlyMap<string, Station>
  /** Told of the span whose values have to be judged again; its hours are marked. */
  onChanged: (station: string, span: Span) => void
  now: () => number
  log: Pick<Logger, 'info'>
}

/** Longest span of one decision: more is a matter of limits, ms. */
const mostMs = 366 * dayMs
/** Decisions that may stand over one stretch of a station. */
const mostStanding = 1000

export type OverrideFault = { status: 404 | 409 | 422; detail: string }

/** What analysts decide about flags. A decision and the hours it touches are on disk together. */
export function createOverrideDesk({ db, stations, onChanged, now, log }: OverrideDeskParts) {
  /** Marks the hours of a decision, so that flags, rollups and indices are computed again. */
  function touch({ station, from, to }: Pick<FlagOverride, 'station' | 'from' | 'to'>): void {
    const mark = touchedHoursWriter(db)
    for (let day = utcDay(from); day < to; day += dayMs)
      mark(station, hourStart(Math.max(day, from)), hourStart(Math.min(day + dayMs, to) - 1))
  }

  return {
    /** Makes a decision, on disk when this returns. @param source the key that brought it, for the log */
    add(id: string, asked: NewOverride, source: string): { item: OverrideItem } | { fault: OverrideFault } {
      const station = stations.get(id)
      if (!station) return { fault: { status: 404, detail: `no station has the id "${id.slice(0, 100)}"` } }
      const parameter = findParameter(station.domain, asked.parameter)
      if (!parameter) {
        const detail = `parameter: "${asked.parameter}" is no parameter of ${station.domain} stations`
        return { fault: { status: 422, detail } }
      }
      const [from, to] = [Date.parse(asked.from), Date.parse(asked.to)]
      if (from >= to) return { fault: { status: 422, detail: 'from: must be before to' } }
      if (to - from > mostMs) return { fault: { status: 422, detail: 'at most 366 days in one decision' } }
      if (to > now() + dayMs)
        return {
          fault: { status: 422, detail: 'to: lies in the future; what is not measured cannot be judged' },
        }
      if (readOverrides(db, { station: id, from, to }, true).length >= mostStanding)
        return { fault: { status: 409, detail: `${mostStanding} decisions stand there; withdraw some` } }
      const { flag, reason, by } = asked
      const one = { station: id, parameter: parameter.id, from, to, flag, reason, by, at: now() }
      const item: FlagOverride = { ...one, id: 0, withdrawn: null }
      inTransaction(db, () => {
        item.id = addOverride(db, one)
        touch(one)
      })
      log.info({ ...one, source }, 'an analyst decided about flags')
      onChanged(id, { from, to })
      return { item: overrideItemOf(item) }
    },

    /** Withdraws a decision; one that was withdrawn before stays as it is. */
    withdraw(
      station: string,
      id: number,
      { by, reason }: Withdrawal,
      source: string,
    ): { item: OverrideItem } | { fault: OverrideFault } {
      const one = readOverride(db, station, id)
      if (!one) return { fault: { status: 404, detail: `${station.slice(0, 100)} has no decision ${id}` } }
      if (one.withdrawn) return { fault: { status: 409, detail: 'it was withdrawn before' } }
      const withdrawn = { at: now(), by, reason }
      inTransaction(db, () => {
        withdrawOverride(db, id, withdrawn)
        touch(one)
      })
      log.info({ id, station, by, reason, source }, 'a decision about flags was withdrawn')
      onChanged(station, one)
      return { item: overrideItemOf({ ...one, withdrawn }) }
    },
  }
}

export type OverrideDesk = ReturnType<typeof createOverrideDesk>
