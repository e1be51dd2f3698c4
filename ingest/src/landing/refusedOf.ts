import type { JournalRow } from '@city/store/state/journal.ts'
import { linesIn, pointsIn } from './journalRows.ts'

/** Which lines or points of which row were refused, from their place in all of them. */
export function refusedOf(rows: readonly JournalRow[], refusals: ReadonlyMap<number, string>) {
  const byRow = new Map<number, { station: string; raw: string; why: string }[]>()
  let index = 0
  for (const row of rows) {
    const items = row.kind === 'points' ? pointsIn(row) : linesIn(row.body)
    for (const item of items) {
      const why = refusals.get(index++)
      if (why === undefined) continue
      const raw = typeof item === 'string' ? item : JSON.stringify(item)
      const station = typeof item === 'string' ? stationIn(item) : (item.tags.station ?? '?')
      byRow.set(row.id, [...(byRow.get(row.id) ?? []), { station, raw, why }])
    }
  }
  return byRow
}

/** The tag `station` of a line, its escapes undone. */
function stationIn(line: string): string {
  const [, station = '?'] = /,station=((?:[^, \\]|\\.)*)/.exec(line) ?? []
  return station.replace(/\\([,= ])/g, '$1')
}
