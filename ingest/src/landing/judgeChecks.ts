import type { Reading } from '@city/domain/reading/reading.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { JournalRow } from '@city/store/state/journal.ts'
import type { Revision } from '@city/store/state/revisions.ts'
import type { Book } from '../pipeline/book.ts'
import { settleEach } from '../pipeline/settle.ts'
import { moveWaiting, Tally } from '../pipeline/tally.ts'
import { checksIn, heldOf } from './journalRows.ts'
import { readKnownRows } from './knownRows.ts'
import type { Outlet } from './outlet.ts'

/** Compares readings that wait in the journal with what the series holds: what is there is a duplicate, the rest takes the
 *  place of its row, with its revisions booked. Rejects as the store does.
 *  @returns each row with the points that are left of it; without any it has left the journal */
export async function judgeChecks(
  rows: readonly JournalRow[],
  { series, outlet, book }: { series: Pick<SeriesStore, 'readRows'>; outlet: Outlet; book: Book },
): Promise<{ row: JournalRow; points: SeriesPoint[] }[]> {
  const checks = rows.map(checksIn)
  const readings = checks.flat().map(({ reading }) => reading)
  const found = await outlet.asking(readKnownRows(series, readings))
  const settled = settleEach(found)
  const revisions: Revision[] = []
  const tally = new Tally()
  const left = rows.map((row, index) => {
    const countOf = tally.of(row.source, row.hour)
    const points: SeriesPoint[] = []
    const stored: Reading[] = []
    for (const { at, reading } of checks[index]!) {
      const { station, time } = reading
      const one = settled(reading)
      if (!one) {
        moveWaiting(countOf(station), 1, 'duplicate')
        continue
      }
      points.push(one.point)
      stored.push(reading)
      for (const value of one.replaced) revisions.push({ ...value, station, time, source: row.source, at })
    }
    return { row, points, stored }
  })
  book.write({
    tally,
    revisions,
    also({ journal }) {
      for (const { row, points, stored } of left) {
        if (points.length === 0) journal.remove(row.id)
        else {
          const [stations, body] = [JSON.stringify(heldOf(stored)), JSON.stringify(points)]
          journal.replace(row.id, { kind: 'points', readings: points.length, stations, body })
        }
      }
    },
  })
  return left
}
