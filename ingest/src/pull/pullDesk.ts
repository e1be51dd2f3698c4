import { decodeBodies, type DecodeContext } from '@city/domain/reading/decodeReadings.ts'
import type { ForeignBody } from '@city/domain/foreign/foreignBody.ts'
import { keepAskedTo, readPullPosition } from '@city/store/state/pullSeen.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { Intake } from '../pipeline/intake.ts'
import type { createHostTurns } from './hostTurns.ts'
import { httpGet } from './httpGet.ts'
import { PullFault } from './pullFault.ts'
import type { PullDesk, PullSource } from './pullSource.ts'
import { createSeen } from './seen.ts'

export interface DeskParts {
  db: StateDb
  intake: Pick<Intake, 'takeDecoded' | 'reject'>
  context: () => DecodeContext
  turn: ReturnType<typeof createHostTurns>
  signal: AbortSignal
  now: () => number
}

/** Readings handed to the pipeline at a time. */
const slice = 1000
/** Addresses whose validators are remembered; with a span of time in it an address never comes again. */
const mostValidators = 1000

/** What a source asks with, and where it lands what came.
 *  @param signs what it says of itself */
export function createPullDesk(
  source: PullSource,
  parts: DeskParts,
  signs: Pick<PullDesk, 'notices' | 'frozen'>,
): PullDesk {
  const { db, intake, turn, now } = parts
  const seen = createSeen(db, source.name, source.reachMs, now)
  const validators = new Map<string, Readonly<Record<string, string>>>()

  return {
    ...signs,
    now,
    async get(url) {
      const address = new URL(url)
      const headers = { ...source.headers, ...validators.get(url) }
      const options = { ...source.limits, headers, signal: parts.signal }
      const got = await turn(address.host, () => httpGet(address, options))
      const { body } = got
      if (!body) return undefined
      const kept = () => {
        validators.delete(url)
        if (validators.size >= mostValidators) validators.clear()
        if (Object.keys(got.validators).length > 0) validators.set(url, got.validators)
      }
      return { bytes: body, kept }
    },
    async land(bodies, { size, feed, rejections = [] }) {
      const { fresh, commit } = seen.sift(bodies, feed)
      const take = (part: readonly ForeignBody[]) => {
        const decoded = decodeBodies(part, parts.context())
        return untilDurable((done) => intake.takeDecoded(source.name, size, decoded, done))
      }
      for (let at = 0; at < fresh.length; at += slice) await take(fresh.slice(at, at + slice))
      for (const rejection of rejections) {
        const letter = [{ station: rejection.station, rejections: [rejection] }]
        await untilDurable((done) => intake.takeDecoded(source.name, size, letter, done))
      }
      commit()
    },
    async refuse({ bytes }, reason, detail) {
      await untilDurable((done) => intake.reject(source.name, bytes, reason, detail, done))
      throw new PullFault(`${reason}: ${detail}`)
    },
    position: (feed) => readPullPosition(db, source.name, feed),
    keepAskedTo: (feed, time) => keepAskedTo(db, source.name, feed, time),
  }
}

function untilDurable(hand: (done: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => hand((error) => (error ? reject(error) : resolve())))
}
