import type { SeriesRow } from '../series/seriesStore.ts'
import { flagField } from '../series/measurements.ts'
import { findParameter } from '../station/parameter.ts'
import { flagOfState } from './arrivedState.ts'
import { flag } from './flag.ts'
import { judgeRange } from './judgeRange.ts'
import { storedState } from './storedState.ts'
import { unpackTests } from './tests.ts'

/** Rain of one gauge as it arrived, in order of time; what no device measured or no sky gives is left out. */
export interface RainTrack {
  /** ms since 1970 UTC. */
  time: Float64Array
  /** Of 10 minutes, mm. */
  mm: Float64Array
  /** 1 where a cross check holds the value for doubtful, as stored now. */
  isDoubted: Uint8Array
}

/** Fields that `rainTrackOf` needs. */
export const rainFields = ['rain_10m', flagField('rain_10m'), 't_rain_10m', 's_rain_10m']

/** @param rows of one gauge in order of time, with `rainFields` */
export function rainTrackOf(rows: readonly Pick<SeriesRow, 'time' | 'fields'>[]): RainTrack {
  const parameter = findParameter('rain', 'rain_10m')!
  const track = emptyTrack(rows.length)
  let count = 0
  for (const { time, fields } of rows) {
    const mm = fields.rain_10m
    if (typeof mm !== 'number' || judgeRange(parameter, mm) === flag.fail) continue
    if (flagOfState(storedState('rain', 'rain_10m', fields).state) >= flag.fail) continue
    track.time[count] = time
    track.mm[count] = mm
    const tests = fields.t_rain_10m
    if (typeof tests === 'number' && unpackTests(tests).cross >= flag.suspect) track.isDoubted[count] = 1
    count++
  }
  return partOf(track, 0, count)
}

/** How many values a track has until a moment, itself included. */
export function stepsUntil({ time }: RainTrack, until: number): number {
  let [low, high] = [0, time.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (time[middle]! <= until) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether it rained in a span, both ends included. */
export function hasRainedIn(track: RainTrack, from: number, to: number): boolean {
  const end = stepsUntil(track, to)
  for (let at = stepsUntil(track, from - 1); at < end; at++) if (track.mm[at]! > 0) return true
  return false
}

/** Values `from` to `to` (exclusive) of a track; shares its memory. */
export function partOf({ time, mm, isDoubted }: RainTrack, from: number, to: number): RainTrack {
  return {
    time: time.subarray(from, to),
    mm: mm.subarray(from, to),
    isDoubted: isDoubted.subarray(from, to),
  }
}

/** Tracks that follow each other as one. */
export function joinedTracks(tracks: readonly RainTrack[]): RainTrack {
  const joined = emptyTrack(tracks.reduce((sum, { time }) => sum + time.length, 0))
  let at = 0
  for (const { time, mm, isDoubted } of tracks) {
    joined.time.set(time, at)
    joined.mm.set(mm, at)
    joined.isDoubted.set(isDoubted, at)
    at += time.length
  }
  return joined
}

function emptyTrack(length: number): RainTrack {
  return {
    time: new Float64Array(length),
    mm: new Float64Array(length),
    isDoubted: new Uint8Array(length),
  }
}
