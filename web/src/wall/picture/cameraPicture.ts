import type { CameraItem } from '@city/domain/api/schemas.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { newestOf, usableOf, type Quality } from './quality.ts'

/** Cameras now. `expected`: all but the planned-off ones. `down`: offline, longest first. */
export interface CameraPicture {
  quality: Quality
  online: number
  expected: number
  plannedOff: number
  unknown: number
  down: readonly CameraItem[]
  asOf: number | null
}

/** A state checked longer ago than three times this is no longer "now". Cameras are visited at least this often, s. */
const visitIntervalS = 300
const timeOf = (text: string | null) => (text ? Date.parse(text) : null)

/** @param now server clock, ms */
export function cameraPictureOf(cameras: readonly CameraItem[], now: number): CameraPicture {
  const planned = cameras.filter(({ state }) => state === 'planned_off')
  const wanted = cameras.filter(({ state }) => state !== 'planned_off')
  const { quality, items } = usableOf(
    wanted.filter(({ state }) => state !== 'unknown'),
    ({ checked_at }, at) => freshnessOf(timeOf(checked_at), visitIntervalS, at),
    ({ checked_at }) => timeOf(checked_at),
    now,
  )
  return {
    quality,
    online: items.filter(({ state }) => state === 'online').length,
    expected: wanted.length,
    plannedOff: planned.length,
    unknown: wanted.length - items.length,
    down: items
      .filter(({ state }) => state === 'offline')
      .toSorted((a, b) => (timeOf(a.since) ?? 0) - (timeOf(b.since) ?? 0)),
    asOf: newestOf(items.map(({ checked_at }) => timeOf(checked_at))),
  }
}

/** Cameras whose still may hang on the wall, `count` of them from place `turn`: those that work and have a still, in the
 *  registry's order, so that with each turn the next ones appear. */
export function picturesOf(
  cameras: readonly CameraItem[],
  count: number,
  turn: number,
): readonly CameraItem[] {
  const shown = cameras.filter(({ state, snapshot_at }) => state === 'online' && snapshot_at !== null)
  if (shown.length <= count) return shown
  const first = (turn * count) % shown.length
  return [...shown, ...shown].slice(first, first + count)
}
