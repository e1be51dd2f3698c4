import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { topics } from '@city/domain/live/topics.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hourStart } from '@city/domain/time/hanoiTime.ts'
import { observe } from './weather/observe.ts'
import type { Rain } from './weather/storms.ts'
import { payloadOf, reports } from './mischief.ts'

/** Days of history that the simulated city has. */
const historyDays = 90
/** Pause between two messages, so that live data and the person looking at the screen come first. */
const pauseMs = 4

interface Progress {
  /** Newest moment up to which the past is complete, ms. */
  until: number
  /** Oldest moment from which it is complete, ms. */
  from: number
}

/** Sends the past as a logger does that was cut off: arrays of readings, one message per station and day, newest day
 *  first, so that the last 24 hours stand within seconds. A restart goes on where the last run stopped: what is missing
 *  since then comes oldest first, so that no index of it is computed from a half and then revised. */
export async function sendHistory(parts: {
  city: string
  stations: readonly Station[]
  rain: Rain
  startedAt: number
  progressFile: string
  publish: (topic: string, payload: string) => Promise<void>
  signal: AbortSignal
}): Promise<void> {
  const { stations, rain, startedAt, signal } = parts
  const kept = readProgress(parts.progressFile)
  const oldest = hanoiDayStart(startedAt) - historyDays * dayMs
  const spans: { from: number; to: number; extends: 'until' | 'from' }[] = []
  if (kept) spans.push({ from: Math.max(kept.until, oldest), to: startedAt, extends: 'until' })
  spans.push({ from: oldest, to: kept?.from ?? startedAt, extends: 'from' })
  const progress = kept ?? { until: startedAt, from: startedAt }

  for (const span of spans) {
    const pieces = piecesOf(span, startedAt)
    for (const { from, to } of span.extends === 'from' ? pieces : pieces.toReversed()) {
      for (const station of stations) {
        if (signal.aborted) return
        const bodies = pastOf(station, from, to, rain, startedAt)
        if (bodies.length === 0) continue
        await parts.publish(
          topics.stationData(parts.city, station.domain, station.id),
          JSON.stringify(bodies),
        )
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
      if (span.extends === 'from') progress.from = from
    }
    if (span.extends === 'until') progress.until = startedAt
    writeFileSync(parts.progressFile, JSON.stringify(progress))
  }
}

/** The pieces of a span, newest first: days, and the last day in quarters, so that what the first screen asks for is
 *  there first. None begins within an hour: its index would be computed from a part. */
function piecesOf(span: { from: number; to: number }, startedAt: number): { from: number; to: number }[] {
  const pieces: { from: number; to: number }[] = []
  for (let to = span.to; to > span.from; to = pieces.at(-1)!.from) {
    const from = to > startedAt - dayMs ? hourStart(to - dayMs / 4) : hanoiDayStart(to - 1)
    pieces.push({ from: Math.max(span.from, from), to })
  }
  return pieces
}

function pastOf(station: Station, from: number, to: number, rain: Rain, startedAt: number) {
  const stepMs = station.intervalS * 1000
  const bodies = []
  for (let time = Math.ceil(from / stepMs) * stepMs; time < to; time += stepMs)
    if (reports(station, time, startedAt))
      bodies.push(payloadOf(station, time, observe(station, time, rain), false))
  return bodies
}

function readProgress(path: string): Progress | undefined {
  if (!existsSync(path)) return undefined
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (typeof parsed !== 'object' || parsed === null || !('until' in parsed) || !('from' in parsed))
    return undefined
  return { until: Number(parsed.until), from: Number(parsed.from) }
}
