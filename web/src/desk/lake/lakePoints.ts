import type { LakeView } from '@city/domain/api/water.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { shownOxygen } from '../../domainView/oxygenClass.ts'

export type LakePoint = LakeView['stations'][number]

/** Below it a point has little oxygen: under class C of QCVN 08:2023 for lakes, mg/L. */
export const lowOxygen = 4

/** A point whose oxygen may stand for now: fresh or late, and not failed. */
export function isHeard({ do: oxygen, freshness, flags }: LakePoint): boolean {
  return oxygen !== null && (freshness === 'fresh' || freshness === 'late') && (flags.do ?? 1) < 4
}

/** Whether the index of an hour may stand for now, as with VN_AQI. @param hour start of the hour, ms @param now ms */
export function isCurrentHour(hour: number, now: number): boolean {
  const age = freshnessOf(hour + hourMs, 3600, now)
  return age === 'fresh' || age === 'late'
}

/** Whether a value, as it is shown, is low. */
export function isLow(oxygen: number | null): boolean {
  return oxygen !== null && shownOxygen(oxygen) < lowOxygen
}

export interface OxygenNow {
  /** Points that measure oxygen. */
  points: readonly LakePoint[]
  /** Heard points with less than 4 mg/L, lowest first. */
  low: readonly LakePoint[]
  unheard: readonly LakePoint[]
}

/** Where oxygen is low now. Points that never measured oxygen (level gauges) are none of them.
 *  @param measures whether the registry says that a station measures oxygen */
export function oxygenNow(view: LakeView, measures: (station: string) => boolean): OxygenNow {
  const points = view.stations.filter(({ id, do: oxygen }) => oxygen !== null || measures(id))
  return {
    points,
    low: points.filter((one) => isHeard(one) && isLow(one.do)).toSorted((a, b) => (a.do ?? 0) - (b.do ?? 0)),
    unheard: points.filter((one) => !isHeard(one)),
  }
}
