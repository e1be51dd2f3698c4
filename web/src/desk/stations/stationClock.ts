import type { StationProperties } from '@city/domain/api/schemas.ts'

/** A clock that is off by more than this is wrong: it moves readings into other minutes, and soon into other hours. */
export const wrongClockS = 30
/** An estimate older than this tells of the past, ms. */
export const oldClockMs = 24 * 3_600_000

export type ClockVerdict = 'unknown' | 'right' | 'ahead' | 'behind'

/** How a station's clock stands to ours. */
export function clockVerdict(clock: StationProperties['clock']): ClockVerdict {
  if (!clock) return 'unknown'
  if (Math.abs(clock.offset_s) <= wrongClockS) return 'right'
  return clock.offset_s > 0 ? 'ahead' : 'behind'
}

/** Stations whose clock is wrong, the worst first. */
export function wrongClocks<Station extends Pick<StationProperties, 'clock'>>(
  stations: readonly Station[],
): (Station & { clock: NonNullable<StationProperties['clock']> })[] {
  const wrong = stations.filter(
    (station): station is Station & { clock: NonNullable<StationProperties['clock']> } =>
      clockVerdict(station.clock) === 'ahead' || clockVerdict(station.clock) === 'behind',
  )
  return wrong.toSorted((one, other) => Math.abs(other.clock.offset_s) - Math.abs(one.clock.offset_s))
}
