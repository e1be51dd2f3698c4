import {
  decodeBodies,
  decodeReadings,
  type DecodeContext,
  type DecodedReading,
} from '@city/domain/reading/decodeReadings.ts'
import { isReplayable } from '@city/domain/reading/rejection.ts'
import { deadLetterReader, removeDeadLetters, type DeadLetterRow } from '@city/store/state/deadLetters.ts'
import {
  countDeadLetters,
  readDeadLetterPlaces,
  type DeadLetterFilter,
  type DeadLetterPlace,
} from '@city/store/state/deadLettersList.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { Intake } from '../pipeline/intake.ts'
import { noOutcome, type Outcome } from '../pipeline/arrival.ts'

export interface ReplayParts {
  db: StateDb
  intake: Pick<Intake, 'takeDecoded'>
  takeDossiers: (payload: string, source: { name: string; replay: boolean }) => Promise<{ outcome: Outcome }>
  /** What decodes now: today's registry and mappings. */
  context: () => DecodeContext
  now: () => number
}

/** What became of one letter. `busy`: somebody else replays it just now. */
export type Replayed = Outcome | 'missing' | 'busy' | 'not replayable'

/** What became of many. `notReplayable`: letters that were left as they are; `next`: where a long replay goes on. */
export interface ReplayedMany extends Outcome {
  letters: number
  notReplayable: number
  remaining: number
  next: DeadLetterPlace | null
}

/** Letters looked at together, and bytes of them: what is decoded at once must not keep the others waiting. */
const sliceLetters = 100
const sliceBytes = 128 * 1024
/** One call works for so long, then says where to go on: nobody waits for an answer longer than a proxy does. */
const budgetMs = 5000

/** Takes dead letters in again. A letter goes when everything of it was accepted and is durable; killed in between, its
 *  next replay is a duplicate. Rejected again it stays the letter that it is: no second one is kept, nothing is counted. */
export function createReplay({ db, intake, takeDossiers, context, now }: ReplayParts) {
  // Letters under way; what two calls want at once, one of them does.
  const claimed = new Set<string>()
  const read = deadLetterReader(db)

  async function replay(letter: DeadLetterRow): Promise<Outcome | 'not replayable'> {
    if (!isReplayable(letter)) return 'not replayable'
    // A replay of a replay is still one of the first sender's.
    const name = letter.source.startsWith('replay:') ? letter.source : `replay:${letter.source}`
    const text = Buffer.from(letter.raw).toString('utf8')
    if (letter.scope === 'dossier') return (await takeDossiers(text, { name, replay: true })).outcome
    const decoded = decode(letter, text, context())
    if (!decoded) return 'not replayable'
    const accepted = decoded.filter(({ reading }) => reading)
    const refused = decoded.length - accepted.length
    const landed = accepted.length > 0 ? await land(name, letter.raw.length, accepted) : noOutcome
    return { ...landed, received: landed.received + refused, rejected: landed.rejected + refused }
  }

  function land(source: string, size: number, decoded: DecodedReading[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      intake.takeDecoded(source, size, decoded, (error, outcome) =>
        error ? reject(error) : resolve(outcome),
      )
    })
  }

  /** Replays letters by id, none of which is under way, and takes those away that were accepted.
   *  @throws Error when the store does not take them; what was accepted before is gone from the letters */
  async function replayAll(ids: readonly string[]): Promise<(Outcome | 'missing' | 'not replayable')[]> {
    for (const id of ids) claimed.add(id)
    try {
      const results = await Promise.allSettled(
        ids.map((id) => {
          const letter = read(id)
          return letter ? replay(letter) : ('missing' as const)
        }),
      )
      removeDeadLetters(
        db,
        ids.filter((_, index) => {
          const result = results[index]!
          return result.status === 'fulfilled' && typeof result.value === 'object' && isAccepted(result.value)
        }),
      )
      return results.map((result) => {
        if (result.status === 'rejected') throw result.reason
        return result.value
      })
    } finally {
      for (const id of ids) claimed.delete(id)
    }
  }

  return {
    /** Replays one letter. @throws Error when the store does not take it: the letter stays */
    async one(id: string): Promise<Replayed> {
      if (claimed.has(id)) return 'busy'
      const [result] = await replayAll([id])
      return result!
    },

    /** Replays what matches and came before now, oldest first, in slices. @throws as `one` */
    async many(filter: DeadLetterFilter, after?: DeadLetterPlace): Promise<ReplayedMany> {
      const sum = { letters: 0, notReplayable: 0, ...noOutcome }
      const until = performance.now() + budgetMs
      const before = Math.min(filter.to ?? Infinity, now() + 1)
      let place = after
      for (;;) {
        const wanted = { ...filter, to: before, after: place, limit: sliceLetters }
        const slice = sliceOf(readDeadLetterPlaces(db, wanted))
        place = slice.at(-1)
        if (!place) break
        const results = await replayAll(slice.flatMap(({ id }) => (claimed.has(id) ? [] : [id])))
        for (const result of results) {
          if (result === 'missing') continue
          sum.letters++
          if (result === 'not replayable') sum.notReplayable++
          else for (const key in noOutcome) sum[key as keyof Outcome] += result[key as keyof Outcome]
        }
        if (performance.now() > until) break
      }
      return { ...sum, remaining: countDeadLetters(db, filter), next: place ?? null }
    },
  }
}

export type Replay = ReturnType<typeof createReplay>

function isAccepted({ received, rejected }: Outcome): boolean {
  return received > 0 && rejected === 0
}

function sliceOf<Place extends { kept: number }>(places: readonly Place[]): Place[] {
  let bytes = 0
  const end = places.findIndex(({ kept }, index) => (bytes += kept) > sliceBytes && index > 0)
  return end === -1 ? [...places] : places.slice(0, end)
}

/** A letter's readings as today's rules see them; undefined when its content is no JSON. */
function decode(letter: DeadLetterRow, text: string, context: DecodeContext): DecodedReading[] | undefined {
  const { station, domain } = letter
  // What came by MQTT was named by its topic, and the domain of the topic still has to be the station's.
  if (station !== null && domain !== null) {
    const decoded = decodeReadings(text, { ...context, topic: { station, domain } })
    return decoded.some(({ rejections }) => rejections.some(({ scope }) => scope === 'payload'))
      ? undefined
      : decoded
  }
  try {
    return decodeBodies(withStation(JSON.parse(text), station), context)
  } catch {
    return undefined
  }
}

/** A reading that does not name its station is that of its letter. */
function withStation(body: unknown, station: string | null): unknown {
  if (Array.isArray(body)) return body.map((one) => withStation(one, station))
  return station !== null && typeof body === 'object' && body !== null ? { station, ...body } : body
}
