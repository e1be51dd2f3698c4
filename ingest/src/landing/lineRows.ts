import { readingPoint } from '@city/domain/series/readingPoint.ts'
import { StoreRefused } from '@city/domain/series/seriesStore.ts'
import { encodeLines } from '@city/store/series/encodeLines.ts'
import type { NewJournalRow } from '@city/store/state/journal.ts'
import type { Fresh } from '../pipeline/sortGroup.ts'
import { byOrigin, heldOf } from './journalRows.ts'

/** New readings as rows of the journal, ready to be sent. What no store would take is told, and in no row. */
export function lineRows(fresh: readonly Fresh[]): { rows: NewJournalRow[]; refused: Map<Fresh, string> } {
  const refused = new Map<Fresh, string>()
  const rows: NewJournalRow[] = []
  for (const { source, hour, at, items } of byOrigin(fresh, ({ arrival }) => arrival)) {
    let body = ''
    try {
      body = linesOf(items)
    } catch (error) {
      if (!(error instanceof StoreRefused)) throw error
      body = linesOneByOne(items, refused)
    }
    const readings = items.filter((item) => !refused.has(item)).map(({ reading }) => reading)
    if (readings.length === 0) continue
    const stations = JSON.stringify(heldOf(readings))
    rows.push({ kind: 'lines', source, hour, at, readings: readings.length, stations, body })
  }
  return { rows, refused }
}

const linesOf = (items: readonly Fresh[]): string =>
  encodeLines(items.map(({ reading }) => readingPoint(reading)))

function linesOneByOne(items: readonly Fresh[], refused: Map<Fresh, string>): string {
  let body = ''
  for (const item of items) {
    try {
      body += linesOf([item])
    } catch (error) {
      if (!(error instanceof StoreRefused)) throw error
      refused.set(item, error.message)
    }
  }
  return body
}
