import { setImmediate } from 'node:timers/promises'
import { changedFields } from '@city/domain/quality/changedFields.ts'
import type { JudgedColumn } from '@city/domain/quality/judgedColumn.ts'
import { judgeSpan, reachOf, type JudgeContext } from '@city/domain/quality/judgeSpan.ts'
import type { StationColumns } from '@city/domain/quality/stationColumns.ts'
import { qualityFields } from '@city/domain/series/measurements.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'

export interface Span {
  /** Inclusive, ms since 1970 UTC. */
  from: number
  /** Exclusive. */
  to: number
}

export interface JudgedPiece {
  /** What was judged: the pieces follow each other without a gap and cover at least what had changed. */
  span: Span
  /** By parameter, of every value in the span. */
  columns: readonly JudgedColumn[]
  /** Fields to write, by time of the reading. */
  changes: ReadonlyMap<number, Record<string, number>>
  /** What was read: it covers the span, and its flags are those found. */
  stored: StationColumns
}

export interface JudgeParts {
  /** The first rows of a span with values, flags, tests and states, in order of time, at most `limit`. */
  read: (span: Span, limit: number) => Promise<StationColumns>
  contextOf: (span: Span, stored: StationColumns) => Promise<JudgeContext>
  intervalMs: number
}

/** Rows that are judged at once: a day of minutes. They take some milliseconds and a few megabytes. */
export const pieceRows = 1_500
/** More are never read at once, whatever a judgement asks for: the hour before, of a station that reports three times a
 *  second, and 25 MB with what is made of them; four times as many took 75. */
const mostRows = 12_000
/** A look for older or newer rows goes so many times further than the last. */
const further = 4
/** And not more often than this: a station that stood still for years. */
const mostLooks = 8

/** Judges what arrivals in `changed` may have changed: themselves, and values around them as far as tests reach. Piece by
 *  piece, in order of time, however often the station reports: each begins and ends with an hour where that can be, and
 *  the event loop has a turn between two. Reads little where nothing stands still. */
export async function* judgeStation(parts: JudgeParts, changed: Span): AsyncGenerator<JudgedPiece> {
  const { before, after } = reachOf(parts.intervalMs)
  let from = changed.from - after
  let ahead = before
  while (from < changed.to + ahead) {
    const piece = await judgePiece(parts, changed, from, ahead)
    yield piece
    from = piece.span.to
    ahead = piece.ahead
    if (from < changed.to + ahead) await setImmediate()
  }
}

/** Judges values from `from` on as far as one read of rows allows, at most to `changed.to + ahead`, or further where values
 *  stand still. */
async function judgePiece(
  { read, contextOf, intervalMs }: JudgeParts,
  changed: Span,
  from: number,
  aheadBefore: number,
): Promise<JudgedPiece & { ahead: number }> {
  const { before, after } = reachOf(intervalMs)
  let [back, ahead, limit] = [before, aheadBefore, pieceRows]
  let known = { first: NaN, last: NaN }
  for (let look = 0; ;) {
    const stored = await read({ from: from - back, to: changed.to + ahead + after }, limit)
    const { times } = stored
    const isCut = times.length >= limit
    const to = isCut ? wholeUntil(from, times.at(-1)!, after, limit === mostRows) : changed.to + ahead
    if (to <= from) {
      // The rows before take it all: more at once, then without them.
      if (limit === mostRows) back = 0
      limit = Math.min(mostRows, limit * further)
      continue
    }
    const span = { from, to }
    const judged = judgeSpan(stored, { ...span, changedTo: changed.to }, await contextOf(span, stored))
    const found = { first: times[0] ?? NaN, last: isCut ? NaN : (times.at(-1) ?? NaN) }
    // Where nothing more was found there is nothing more, or only gaps that end every comparison.
    const needsBefore = judged.needsBefore && back > 0 && found.first !== known.first
    const needsAfter = judged.needsAfter && !isCut && found.last !== known.last
    if ((needsBefore || needsAfter) && look < mostLooks) {
      look++
      known = found
      if (judged.needsBefore) back *= further
      if (judged.needsAfter && !isCut) ahead *= further
      continue
    }
    const changes = changedFields(stored, judged.columns)
    if (changes.size > 0) putFlags(stored, judged.columns)
    return { span, columns: judged.columns, changes, stored, ahead }
  }
}

/** Puts the flags that were found in the place of those that were stored. */
function putFlags({ values }: StationColumns, columns: readonly JudgedColumn[]): void {
  for (const { parameter, row, flag } of columns) {
    const flags = values.get(qualityFields(parameter).flag)
    if (flags) for (let at = 0; at < row.length; at++) flags[row[at]!] = flag[at]!
  }
}

/** The end of what can be judged when rows end at `last` though there are more: a whole hour, where one fits.
 *  @param isMost no more rows can be read at once: any end will do that goes on */
function wholeUntil(from: number, last: number, after: number, isMost: boolean): number {
  const end = last - after + 1
  const whole = hourStart(end)
  if (whole > from) return whole
  if (!isMost) return from
  return end > from ? end : last
}
