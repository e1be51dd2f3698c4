import { placeText, type DeadLetterSummary } from '@city/domain/api/deadLetters.ts'
import type { DeadLetterList } from '@city/domain/api/schemas.ts'
import { isReplayable, reasonText } from '@city/domain/reading/rejection.ts'
import type { DeadLetterRow } from '../state/deadLetters.ts'
import {
  readDeadLetters,
  summariseDeadLetters,
  type DeadLetterFilter,
  type DeadLetterPlace,
} from '../state/deadLettersList.ts'
import type { StateDb } from '../state/stateDb.ts'
import { utcText } from './utcText.ts'

/** A page of dead letters, newest first, as the API gives it. @param before where the page before ended */
export function deadLetterPage(
  db: StateDb,
  { limit, before, ...filter }: DeadLetterFilter & { limit: number; before?: DeadLetterPlace | undefined },
): DeadLetterList {
  const rows = readDeadLetters(db, { ...filter, limit: limit + 1, ...(before ? { before } : {}) })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(letterOf), next: rows.length > limit && last ? placeText(last) : null }
}

/** Dead letters by reason and source, as the API gives them. */
export function deadLetterCounts(db: StateDb, filter: DeadLetterFilter): DeadLetterSummary {
  const { total, oldestAt, by, trimmed } = summariseDeadLetters(db, filter)
  return {
    total,
    count: by.reduce((sum, { count }) => sum + count, 0),
    oldest_at: utcText(oldestAt),
    by: by.map(({ firstAt, lastAt, ...one }) => ({
      ...one,
      text: reasonText(one.reason),
      first_at: utcText(firstAt),
      last_at: utcText(lastAt),
    })),
    trimmed: trimmed.map(({ lastAt, ...one }) => ({ ...one, last_at: utcText(lastAt) })),
  }
}

function letterOf(row: DeadLetterRow): DeadLetterList['items'][number] {
  const { id, source, station, domain, scope, reason, detail, count, size } = row
  const bytes = Buffer.from(row.raw)
  return {
    ...{ id, source, station, domain, scope, reason, detail, count, size },
    text: reasonText(reason),
    received_at: utcText(row.lastAt),
    first_at: utcText(row.firstAt),
    raw: bytes.toString('utf8'),
    ...(isText(bytes, row.size) ? {} : { raw_base64: bytes.toString('base64') }),
    replayable: isReplayable(row),
  }
}

/** Whether bytes are valid UTF-8; where only the beginning was kept, its last character may be cut. */
function isText(bytes: Uint8Array, size: number): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.length < size })
    return true
  } catch {
    return false
  }
}
