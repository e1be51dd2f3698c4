import { StoreAway, type SeriesQuery, type SeriesRow } from '@city/domain/series/seriesStore.ts'
import { importWriter, readImportIntent, type ImportFile } from '@city/store/state/importFile.ts'
import { openState } from '@city/store/state/openState.ts'
import { inTransaction } from '@city/store/state/stateDb.ts'
import { beforeEach, expect, test } from 'vitest'
import { createForesight, type Following } from './foresight.ts'

const path = '/data/march.csv'
const file: ImportFile = {
  path,
  fingerprint: 'x',
  position: 0,
  counts: { received: 0, stored: 0, duplicate: 0, rejected: 0, letters: 0, lettersLeftOut: 0 },
  isDone: false,
  startedAt: 0,
  at: 0,
}
const span = (from: number, to: number) => ({ station: 'AQ-01', domain: 'air' as const, from, to })
const chunk = (position: number, from: number, to: number): Following => {
  const reading = { station: 'AQ-01', domain: 'air' as const, time: to, values: { pm25: 1 }, flags: {} }
  const stations = [{ ...span(from, to), readings: 10, newest: reading }]
  return {
    readings: 10,
    position,
    bodies: [new Uint8Array(1)],
    summary: { stations, touched: [], hasRepeats: false },
  }
}

let db: ReturnType<typeof openState>
let writer: ReturnType<typeof importWriter>
let asked: SeriesQuery[]
let rows: SeriesRow[]
beforeEach(() => {
  db = openState(':memory:')
  writer = importWriter(db)
  asked = []
  rows = []
})
const series = {
  readRows: async (query: SeriesQuery) => {
    asked.push(query)
    return rows
  },
}
const intentFrom = () => readImportIntent(db, path)?.from

/** Books the chunk that ends there, as the lander does. */
function book(foresight: ReturnType<typeof createForesight>, position: number): void {
  inTransaction(db, () => {
    writer.save({ ...file, position })
    foresight.intend(path, position)
  })
  foresight.booked()
}

test('one question about the chunks that follow; the intent of each is on disk before its turn', async () => {
  const foresight = createForesight(series, writer)
  await foresight.ask(100, [span(0, 9)], [chunk(200, 10, 19), chunk(300, 20, 29)])
  expect(asked.map(({ from, to }) => [from, to])).toEqual([[10, 30]])
  book(foresight, 100)
  expect(intentFrom()).toBe(100)
  expect(foresight.take(path, 100)).toBe(true)
  await foresight.ask(200, [span(10, 19)], [chunk(300, 20, 29)])
  expect(asked).toHaveLength(1)
  book(foresight, 200)
  expect([intentFrom(), foresight.take(path, 200)]).toEqual([200, true])
  book(foresight, 300)
  expect([intentFrom(), foresight.take(path, 300)]).toEqual([undefined, false])
})

test('what is not the next chunk is not known, and what was found out is gone with its intent', async () => {
  const foresight = createForesight(series, writer)
  await foresight.ask(100, [], [chunk(200, 10, 19), chunk(300, 20, 29)])
  book(foresight, 100)
  expect([foresight.take(path, 50), intentFrom()]).toEqual([false, undefined])
  expect(foresight.take(path, 100)).toBe(false)
})

test('a chunk that meets one before it is asked about in its own turn', async () => {
  const foresight = createForesight(series, writer)
  await foresight.ask(100, [span(0, 10)], [chunk(200, 10, 19)])
  expect(asked).toEqual([])
  await foresight.ask(100, [span(0, 9)], [chunk(200, 10, 19), chunk(300, 5, 8), chunk(400, 20, 29)])
  expect(asked.map(({ from, to }) => [from, to])).toEqual([[10, 20]])
})

test('nothing is known where the series holds something, or does not answer', async () => {
  const foresight = createForesight(series, writer)
  rows = [{ tags: { station: 'AQ-01' }, time: 12, fields: { pm25: 1 } }]
  await foresight.ask(100, [], [chunk(200, 10, 19)])
  book(foresight, 100)
  expect([intentFrom(), foresight.take(path, 100)]).toEqual([undefined, false])
  const away = createForesight({ readRows: () => Promise.reject(new StoreAway('away')) }, writer)
  await away.ask(100, [], [chunk(200, 10, 19)])
  expect(away.take(path, 100)).toBe(false)
})

test('a booking that fails leaves the intent of the chunk that was written', async () => {
  const foresight = createForesight(series, writer)
  writer.intend(path, { from: 0, body: '{}' })
  await foresight.ask(100, [], [chunk(200, 10, 19)])
  expect(() =>
    inTransaction(db, () => {
      writer.save({ ...file, position: 100 })
      foresight.intend(path, 100)
      throw new Error('busy')
    }),
  ).toThrow('busy')
  expect([foresight.take(path, 0), intentFrom()]).toEqual([false, 0])
})
