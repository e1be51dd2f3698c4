import { changedFields } from '@city/domain/quality/changedFields.ts'
import { judgeSpan, reachOf, type JudgeContext, type JudgedValue } from '@city/domain/quality/judgeSpan.ts'
import type { SeriesRow } from '@city/domain/series/seriesStore.ts'

export interface Span {
  /** Inclusive, ms since 1970 UTC. */
  from: number
  /** Exclusive. */
  to: number
}

export interface JudgedStation {
  /** Every value that was judged anew. */
  values: JudgedValue[]
  /** Fields to write, by time of the reading. */
  changes: Map<number, Record<string, number>>
  /** What was read, with the changes made: it covers what had changed. */
  rows: SeriesRow[]
}

/** A look for older or newer rows goes so many times further than the last. */
const further = 4
/** And not more often than this: a station that stood still for years. */
const mostLooks = 8

/** Judges what arrivals in `changed` may have changed: themselves, and values around them as far as tests reach.
 *  Reads little where nothing stands still.
 *  @param read rows of the station with values, flags, tests and states, in order of time */
export async function judgeStation(
  read: (span: Span) => Promise<SeriesRow[]>,
  changed: Span,
  contextOf: (span: Span, rows: readonly SeriesRow[]) => Promise<JudgeContext>,
  intervalMs: number,
): Promise<JudgedStation> {
  const { before, after } = reachOf(intervalMs)
  let [back, ahead] = [before, before]
  let known = -1
  for (let look = 0; ; look++) {
    const span = { from: changed.from - after, to: changed.to + ahead }
    const rows = await read({ from: span.from - back, to: span.to + after })
    const context = await contextOf(span, rows)
    const judged = judgeSpan(rows, { ...span, changedTo: changed.to }, context)
    // Where nothing more was found there is nothing more, or only gaps that end every comparison.
    const isAll = rows.length === known || look === mostLooks
    if ((judged.needsBefore || judged.needsAfter) && !isAll) {
      known = rows.length
      if (judged.needsBefore) back *= further
      if (judged.needsAfter) ahead *= further
      continue
    }
    const changes = changedFields(rows, judged.values)
    if (changes.size > 0) for (const { time, fields } of rows) Object.assign(fields, changes.get(time))
    return { values: judged.values, changes, rows }
  }
}
