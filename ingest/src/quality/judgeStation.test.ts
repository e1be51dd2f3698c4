import { expect, test } from 'vitest'
import { changedFields } from '@city/domain/quality/changedFields.ts'
import { judgeSpan, type JudgeContext } from '@city/domain/quality/judgeSpan.ts'
import { columnsOf } from '@city/domain/quality/stationColumns.ts'
import { noChanges, stationLimits } from '@city/domain/quality/stationLimits.ts'
import type { SeriesRow } from '@city/domain/series/seriesStore.ts'
import { judgeStation, pieceRows, type JudgedPiece, type Span } from './judgeStation.ts'

const start = Date.parse('2026-11-18T00:00:00Z')
const minute = 60_000
const hour = 60 * minute
const context = (intervalMs: number): JudgeContext => ({
  ...{ domain: 'air', intervalMs },
  limits: stationLimits({ id: 'AQ-01', domain: 'air' }, noChanges),
})

/** A day's course in which something stands still, jumps or is calibrated now and then. */
function rowsOf(count: number, everyMs: number): SeriesRow[] {
  return Array.from({ length: count }, (_, at) => {
    const fields: SeriesRow['fields'] = { pm25: 40 + 20 * Math.sin(at / 300) + (at % 7) }
    if (at % 1000 > 700) fields.pm25 = 35
    if (at % 211 === 0) fields.pm25 = 300
    if (at % 503 === 0) fields.s_pm25 = 1
    return { tags: {}, time: start + at * everyMs, fields }
  })
}

async function judged(rows: readonly SeriesRow[], changed: Span, intervalMs: number) {
  const reads: number[] = []
  const pieces: JudgedPiece[] = []
  const read = async ({ from, to }: Span, limit: number) => {
    const found = rows.filter(({ time }) => time >= from && time < to).slice(0, limit)
    reads.push(found.length)
    return columnsOf(found)
  }
  const parts = { read, intervalMs, contextOf: async () => context(intervalMs) }
  for await (const piece of judgeStation(parts, changed)) pieces.push(piece)
  return { reads, pieces, changes: new Map(pieces.flatMap((piece) => [...piece.changes])) }
}

function wholeChanges(rows: readonly SeriesRow[], intervalMs: number) {
  const { columns } = judgeSpan(columnsOf(rows), { from: -Infinity, to: Infinity }, context(intervalMs))
  return changedFields(columnsOf(rows), columns)
}

test.each([
  ['every minute', minute, minute],
  ['every minute instead of every five', 5 * minute, minute],
])(
  'a station that reports %s is judged in pieces that say what the whole says',
  async (_, interval, every) => {
    const rows = rowsOf(6000, every)
    const { pieces, reads, changes } = await judged(rows, { from: start, to: start + 6000 * every }, interval)
    expect(changes).toEqual(wholeChanges(rows, interval))
    expect(Math.max(...reads)).toBe(pieceRows)
    expect(pieces.length).toBeGreaterThan(3)
    for (const [at, { span }] of pieces.slice(1).entries()) {
      expect(span.from).toBe(pieces[at]!.span.to)
      expect(span.from % hour).toBe(0)
    }
  },
)

test('a station that reports three times a second is judged whole', async () => {
  const every = 350
  const rows = rowsOf(30_000, every)
  const { changes } = await judged(rows, { from: start, to: start + rows.length * every }, 1000)
  expect(changes).toEqual(wholeChanges(rows, 1000))
})

test('more readings than can be read at once are still judged, by what is around them', async () => {
  const rows = rowsOf(150_000, 20)
  const { pieces, changes } = await judged(rows, { from: start, to: start + 3_000_000 }, 600_000)
  expect(pieces.at(-1)!.span.to).toBeGreaterThanOrEqual(start + 3_000_000)
  expect(changes.get(start + 503 * 200 * 20)).toMatchObject({ q_pm25: 4 })
})
