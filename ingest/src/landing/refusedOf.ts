import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { decodeLines } from '@city/store/series/decodeLines.ts'
import type { JournalRow } from '@city/store/state/journal.ts'
import { linesIn, pointsIn } from './journalRows.ts'

/** What a store refused, as it is kept in the dead letters: a reading that can be sent again. The same whichever way it
 *  went, so that one reading is one letter. */
export function refusedText(station: string, time: number, values: Record<string, unknown>): string {
  return JSON.stringify({ station, ts: time, values })
}

/** Which readings of which row were refused, from the place of their lines or points in all of them. */
export function refusedOf(rows: readonly JournalRow[], refusals: ReadonlyMap<number, string>) {
  const byRow = new Map<number, { station: string; raw: string; why: string }[]>()
  let index = 0
  for (const row of rows) {
    const items = row.kind === 'points' ? pointsIn(row) : linesIn(row.body)
    for (const item of items) {
      const why = refusals.get(index++)
      if (why === undefined) continue
      const point = typeof item === 'string' ? decodeLines(item)[0] : item
      if (!point) continue
      const station = point.tags.station ?? '?'
      const raw = refusedText(station, point.time, valuesOf(point))
      byRow.set(row.id, [...(byRow.get(row.id) ?? []), { station, raw, why }])
    }
  }
  return byRow
}

/** The values of a reading's point, without what stands beside them. */
function valuesOf({ fields }: SeriesPoint): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !/^[qts]_/.test(name)))
}
