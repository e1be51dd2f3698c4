import type { LetterQuery } from '../../api/queries.ts'
import { hourMs, dayMs } from '@city/domain/time/hanoiTime.ts'
import { oneOf } from '../parts/useFilters.ts'

export const spans = ['1h', '24h', '7d'] as const
const spanMs = { '1h': hourMs, '24h': dayMs, '7d': 7 * dayMs }

/** Filters of dead letters as the page's address keeps them. */
export interface LetterFilter {
  reason: string | null
  source: string | null
  station: string | null
  within: (typeof spans)[number] | null
}

export function letterFilterOf(search: URLSearchParams): LetterFilter {
  return {
    reason: search.get('reason'),
    source: search.get('source'),
    station: search.get('station'),
    within: oneOf(spans, search.get('within')),
  }
}

/** The same as a question to the server. @param now ms since 1970 UTC, whole minutes keep the question the same */
export function letterQueryOf({ reason, source, station, within }: LetterFilter, now: number): LetterQuery {
  return {
    ...(reason !== null && { reason }),
    ...(source !== null && { source }),
    ...(station !== null && { station }),
    ...(within !== null && { from: new Date(now - (now % 60_000) - spanMs[within]).toISOString() }),
  }
}
