import { createHash } from 'node:crypto'
import { futureLimitMs } from '@city/domain/reading/decodeReadings.ts'
import type { ForeignBody } from '@city/domain/foreign/foreignBody.ts'
import { dayMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { keepSeenHours, readSeenHours, type SeenHour } from '@city/store/state/pullSeen.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'

/** For so long single readings of an hour are remembered, ms; of older hours it is known only whether they changed. */
const singleMs = 2 * dayMs
const noHour = -1

export interface Sifted {
  /** What was not said before, oldest first. */
  fresh: ForeignBody[]
  /** Remembers all that was said; to be called when `fresh` is durable. */
  commit: () => void
}

/** What a source has said. Answers repeat days that are known; each poll would count tens of thousands of duplicates. So the
 *  digest of every hour and station is kept (on disk, with what was acknowledged): an hour that says the same again is
 *  passed over whole, of one that changed only what is new or different goes on. Nothing is taken for known because it is
 *  old: what a source adds in the middle of its past is found. After a restart the readings of a changed hour go on once
 *  more and are counted as duplicates.
 *  @param keepMs how far back hours are remembered */
export function createSeen(db: StateDb, source: string, keepMs: number, now: () => number) {
  const digests = new Map<string, string>()
  /** Hour → readings of it that are durable. */
  const singles = new Map<string, Set<string>>()
  for (const { station, hour, digest } of readSeenHours(db, source)) digests.set(keyOf(station, hour), digest)
  /** Readings ahead of time that were handed on and rejected; their hour is not known before they are due. */
  const ahead = new Set<string>()

  function sift(bodies: readonly ForeignBody[], feed = ''): Sifted {
    const hours = new Map<string, { station: string; hour: number; texts: string[]; bodies: ForeignBody[] }>()
    const fresh: ForeignBody[] = []
    const nextAhead = new Set<string>()
    let newest: number | null = null
    for (const body of bodies) {
      const text = JSON.stringify([body.ts, body.values, body.units])
      const station = body.station ?? ''
      if (typeof body.ts === 'number' && body.ts > now() + futureLimitMs) {
        const told = `${feed}\n${station}\n${text}`
        nextAhead.add(told)
        if (!ahead.has(told)) fresh.push(body)
        continue
      }
      if (typeof body.ts === 'number') newest = Math.max(newest ?? body.ts, body.ts)
      const hour = typeof body.ts === 'number' ? hourStart(body.ts) : noHour
      const key = keyOf(station, hour)
      let found = hours.get(key)
      if (!found) hours.set(key, (found = { station, hour, texts: [], bodies: [] }))
      found.texts.push(text)
      found.bodies.push(body)
    }
    const changed: SeenHour[] = []
    for (const [key, { station, hour, texts, bodies: ofHour }] of hours) {
      const digest = createHash('sha256').update(texts.toSorted().join('\n')).digest('base64').slice(0, 22)
      if (digests.get(key) === digest) continue
      changed.push({ station, hour, digest })
      const known = singles.get(key)
      fresh.push(...ofHour.filter((_, i) => !known?.has(texts[i]!)))
    }
    fresh.sort((a, b) => timeOf(a) - timeOf(b))
    return { fresh, commit }

    function commit(): void {
      for (const text of ahead) if (text.startsWith(`${feed}\n`)) ahead.delete(text)
      for (const text of nextAhead) ahead.add(text)
      if (changed.length === 0) return
      const since = now() - keepMs
      keepSeenHours(db, source, { feed, hours: changed, newest, since })
      for (const { station, hour, digest } of changed) {
        const key = keyOf(station, hour)
        digests.set(key, digest)
        if (hour >= now() - singleMs || hour === noHour) singles.set(key, new Set(hours.get(key)!.texts))
      }
      for (const key of digests.keys()) {
        const hour = hourIn(key)
        if (hour !== noHour && hour < since) digests.delete(key)
      }
      for (const key of singles.keys()) {
        const hour = hourIn(key)
        if (hour !== noHour && hour < now() - singleMs) singles.delete(key)
      }
    }
  }

  return { sift }
}

export type Seen = ReturnType<typeof createSeen>

function keyOf(station: string, hour: number): string {
  return `${hour}\n${station}`
}

function hourIn(key: string): number {
  return Number(key.slice(0, key.indexOf('\n')))
}

function timeOf({ ts }: ForeignBody): number {
  return typeof ts === 'number' ? ts : Infinity
}
