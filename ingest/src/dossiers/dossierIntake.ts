import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'
import type { Book } from '../pipeline/book.ts'
import { noOutcome, type Outcome } from '../pipeline/arrival.ts'
import { Tally } from '../pipeline/tally.ts'
import { answerOf, type DossierDesk } from './takeDossiers.ts'

/** Ledger name under which dossier messages are counted, beside the stations. */
const ledgerName = 'dossiers'

/** Hands dossier messages to the desk and books what became of each member: ledger and dead letters, as for readings.
 *  What cannot be read at all is kept without its content: it may name people. */
export function createDossierIntake({
  desk,
  book,
  now,
}: {
  desk: DossierDesk
  book: Book
  now: () => number
}) {
  return {
    /** @param source `replay`: a dead letter tried again; rejected again it stays the letter that it is
     *  @returns when all of it is on disk: the producer's answer and the counts; throws when nothing may be acknowledged */
    async take(
      payload: string,
      source: { name: string; unit?: string; replay?: boolean },
    ): Promise<{ answer: unknown; outcome: Outcome }> {
      const at = now()
      const tally = new Tally()
      const row = tally.of(source.name, at)(ledgerName)
      const body = parse(payload)
      if (body === undefined) {
        row.received++
        row.rejected++
        const size = Buffer.byteLength(payload)
        const letter = { ...letterOf(source.name, at, 'bad_json', `${size} bytes`, '', 'payload'), size }
        book.write({ tally, letters: [letter] })
        const outcome = { ...noOutcome, received: 1, rejected: 1 }
        return { answer: { error_code: '-1', message: 'not readable JSON', result: outcome }, outcome }
      }
      const taken = await desk.take(body, source)
      const { received, stored, duplicate } = taken
      const rejected = taken.rejected.length
      row.received += received
      row.stored += stored
      row.duplicate += duplicate
      row.rejected += rejected
      const letters = (source.replay ? [] : taken.rejected).map(({ reason, detail, raw }) =>
        letterOf(source.name, at, reason, detail, raw, 'dossier'),
      )
      book.write({ tally, letters })
      return {
        answer: answerOf(taken),
        outcome: { ...noOutcome, received, stored, duplicate, rejected },
      }
    },
  }
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

function letterOf(
  source: string,
  at: number,
  reason: string,
  detail: string,
  raw: string,
  scope: string,
): NewDeadLetter {
  return { source, at, scope, reason, detail, raw, station: null }
}
