import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { ImportWriter } from '@city/store/state/importFile.ts'
import { writeDecision } from './decision.ts'
import type { BlockMessage } from './fileJob.ts'
import { holdsNothing, type StationSpan } from './holdsNothing.ts'

/** What is known of a chunk before its turn. `position`: where it ends in the file. */
export type Following = Pick<BlockMessage, 'readings' | 'summary' | 'bodies' | 'position'>

/** How old an answer may get before the chunk is written, ms: who else writes must not be overlooked. */
const answerMs = 3000

/** The decision about a chunk of which everything is new. */
export function newOnly({ readings }: Pick<Following, 'readings'>): string {
  return writeDecision(readings, [], [])
}

/** Asks about the chunks that follow while one is written: about several at once, because a question costs InfluxDB 1.6 as
 *  much however little it asks (it copies what its cache holds of every series: 100 ms after some 100,000 readings). */
export function createForesight(series: Pick<SeriesStore, 'readRows'>, writer: ImportWriter) {
  let known: { from: number; chunk: Following; askedAt: number }[] = []
  /** Of which file the intent of the first one is on disk. */
  let intended: string | undefined
  /** The same while the transaction is not on disk yet: until then the intent there is that of the chunk before. */
  let booking: string | undefined

  const isFresh = ({ askedAt }: { askedAt: number }) => performance.now() - askedAt < answerMs

  /** Forgets all: time passes, or the next chunk does not get its turn. Nothing of it has been written. */
  function forget(): void {
    known = []
    if (intended !== undefined) writer.forgetIntent(intended)
    intended = undefined
  }

  return {
    /** Whether the chunk that begins there is known to be new and its intent on disk; asked when its turn has come. */
    take(path: string, from: number): boolean {
      const first = known[0]
      if (!first || intended !== path || first.from !== from || !isFresh(first)) {
        forget()
        return false
      }
      known.shift()
      intended = undefined
      return true
    },
    /** Finds out whether the series holds nothing of the chunks that follow. What is written before them must not bear on the
     *  answer: where a chunk lies, none before it does. Never rejects: without an answer each is asked about in its turn.
     *  @param to where the chunk that is written now ends
     *  @param now what it holds */
    async ask(to: number, now: readonly StationSpan[], following: readonly Following[]): Promise<void> {
      if (known.length > 0 && isFresh(known[0]!)) return
      known = []
      const spans = new Map<string, StationSpan>(now.map((one) => [one.station, one]))
      const asked: StationSpan[] = []
      const answered: typeof known = []
      const askedAt = performance.now()
      let from = to
      for (const chunk of following) {
        const { stations } = chunk.summary
        if (chunk.bodies.length === 0 || stations.some((one) => meets(one, spans.get(one.station)))) break
        for (const one of stations) spans.set(one.station, spanning(one, spans.get(one.station)))
        asked.push(...stations)
        answered.push({ from, chunk, askedAt })
        from = chunk.position
      }
      if (answered.length === 0) return
      const isNew = await holdsNothing(series, joined(asked)).catch(() => false)
      if (isNew) known = answered
    },
    /** Writes the intent of the chunk that follows, inside the transaction that books the one before it. */
    intend(path: string, from: number): void {
      const first = known[0]
      booking = undefined
      if (!first || first.from !== from || !isFresh(first)) return
      writer.intend(path, { from, body: newOnly(first.chunk) })
      booking = path
    },
    /** Tells that this transaction is on disk. */
    booked(): void {
      intended = booking
      booking = undefined
    },
    forget,
  }
}

/** One span of each station. */
function joined(spans: readonly StationSpan[]): StationSpan[] {
  const all = new Map<string, StationSpan>()
  for (const one of spans) all.set(one.station, spanning(one, all.get(one.station)))
  return [...all.values()]
}

function spanning(one: StationSpan, other: StationSpan = one): StationSpan {
  const { station, domain } = one
  return { station, domain, from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) }
}

function meets(one: StationSpan, other: StationSpan | undefined): boolean {
  return other !== undefined && other.from <= one.to && one.from <= other.to
}
