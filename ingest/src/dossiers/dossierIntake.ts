import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'
import { Tally, type Book } from '../pipeline/book.ts'
import type { Outcome } from '../pipeline/lander.ts'
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
      const count = tally.of(source.name, at)
      const body = parse(payload)
      if (body === undefined) {
        count(ledgerName, 'rejected')
        const size = Buffer.byteLength(payload)
        const letter = { ...letterOf(source.name, at, 'bad_json', `${size} bytes`, '', 'payload'), size }
        book.write({ tally, letters: [letter], latest: [], stored: [] })
        const outcome = { received: 1, stored: 0, duplicate: 0, rejected: 1 }
        return { answer: { error_code: '-1', message: 'not readable JSON', result: outcome }, outcome }
      }
      const taken = await desk.take(body, source)
      if (taken.stored > 0) count(ledgerName, 'stored', taken.stored)
      if (taken.duplicate > 0) count(ledgerName, 'duplicate', taken.duplicate)
      if (taken.rejected.length > 0) count(ledgerName, 'rejected', taken.rejected.length)
      const letters = (source.replay ? [] : taken.rejected).map(({ reason, detail, raw }) =>
        letterOf(source.name, at, reason, detail, raw, 'dossier'),
      )
      book.write({ tally, letters, latest: [], stored: [] })
      const { received, stored, duplicate } = taken
      return {
        answer: answerOf(taken),
        outcome: { received, stored, duplicate, rejected: taken.rejected.length },
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
