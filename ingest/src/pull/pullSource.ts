import type { ForeignBody } from '@city/domain/foreign/foreignBody.ts'
import type { Rejection } from '@city/domain/reading/rejection.ts'
import type { PullPosition } from '@city/store/state/pullSeen.ts'

/** An answer that came whole. */
export interface Answer {
  bytes: Buffer
  /** To be called when all of it is durable: from now on only changes are asked for. */
  kept: () => void
}

/** What a source has at hand during a poll. Everything here rejects with an error that says why. */
export interface PullDesk {
  /** Asks; undefined when nothing changed since the answer that was kept. */
  get: (url: string) => Promise<Answer | undefined>
  /** Resolves when all of it is durable; what was said before is passed over.
   *  `feed`: part of the source that is asked by itself. */
  land: (
    bodies: readonly ForeignBody[],
    more: { size: number; feed: string; rejections?: readonly Rejection[] },
  ) => Promise<void>
  /** Keeps an answer that cannot be used as a dead letter, then fails. */
  refuse: (
    answer: Answer,
    reason: 'bad_json' | 'bad_shape' | 'payload_too_large',
    detail: string,
  ) => Promise<never>
  position: (feed: string) => PullPosition
  keepAskedTo: (feed: string, time: number) => void
  /** Says what an operator should know and nothing else shows; empty: nothing any more. */
  notices: (texts: readonly string[]) => void
  /** Stations whose newest value is too old. */
  frozen: (stations: readonly string[]) => void
  now: () => number
}

/** What is asked for every so often. `name`: as its readings are counted in the ledger. */
export interface PullSource {
  name: string
  intervalMs: number
  /** How far back its answers reach, or are asked for again, ms. */
  reachMs: number
  headers: Readonly<Record<string, string>>
  limits: { timeoutMs: number; sizeLimit: number; allowPrivate: boolean }
  /** Asks once. Rejects when not everything could be asked and landed; what was landed before that stays so. */
  poll: (desk: PullDesk) => Promise<void>
}

/** Settings that all sources share, in the words of the program. */
export function commonOf(settings: {
  interval_s: number
  timeout_s: number
  size_mb: number
  allow_private: boolean
}): Pick<PullSource, 'intervalMs' | 'limits'> {
  return {
    intervalMs: settings.interval_s * 1000,
    limits: {
      timeoutMs: settings.timeout_s * 1000,
      sizeLimit: settings.size_mb * 1_000_000,
      allowPrivate: settings.allow_private,
    },
  }
}

/** The JSON of an answer; one that is none is kept as a dead letter, and the poll fails. */
export async function jsonOf(desk: PullDesk, answer: Answer): Promise<unknown> {
  try {
    // A byte order mark is passed over.
    return JSON.parse(new TextDecoder().decode(answer.bytes))
  } catch (error) {
    // The message goes on with a piece of the answer.
    const detail = error instanceof Error ? (error.message.split(',')[0] ?? '') : ''
    return desk.refuse(answer, 'bad_json', detail)
  }
}
