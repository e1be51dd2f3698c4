import type { ReplayedMany } from '@city/domain/api/deadLetters.ts'
import { sendJson } from '../../api/sendJson.ts'

/** What became of the readings of one letter, or of many (`letters`, `remaining`). */
export interface ReplayOutcome {
  letters?: number
  received: number
  stored: number
  duplicate: number
  rejected: number
  waiting?: number
  remaining?: number
}

/** Which letters: all that match. */
export interface ReplayAsk {
  reason?: string
  source?: string
  station?: string
  from?: string
  to?: string
}

export const replayOne = (key: string, letter: string): Promise<ReplayOutcome> =>
  sendJson('POST', `/api/v1/dead-letters/${encodeURIComponent(letter)}/replay`, key)

const sums = ['letters', 'received', 'stored', 'duplicate', 'rejected'] as const

/** Replays all letters that match; the server takes some at a time and says where to go on.
 *  @param send one call, as sendJson does it */
export async function replayMany(
  key: string,
  ask: ReplayAsk,
  send: (key: string, body: object) => Promise<ReplayedMany> = (one, body) =>
    sendJson('POST', '/api/v1/dead-letters/replay', one, body),
): Promise<ReplayOutcome> {
  const whole = { letters: 0, received: 0, stored: 0, duplicate: 0, rejected: 0, waiting: 0, remaining: 0 }
  let next: string | null = null
  do {
    const part: ReplayedMany = await send(key, { ...ask, ...(next !== null && { next }) })
    for (const one of sums) whole[one] += part[one]
    if (typeof part.waiting === 'number') whole.waiting += part.waiting
    whole.remaining = part.remaining
    next = part.next
  } while (next !== null)
  return whole
}
