import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DecodedReading } from '@city/domain/reading/decodeReadings.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import {
  StoreAway,
  StoreRefused,
  type SeriesPoint,
  type SeriesStore,
} from '@city/domain/series/seriesStore.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { readDeadLetters } from '@city/store/state/deadLetters.ts'
import { readLatest } from '@city/store/state/latest.ts'
import { readLedger } from '@city/store/state/ledger.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { createBook } from './book.ts'
import { createLander, type Outcome } from './lander.ts'

const at = Date.parse('2026-11-22T07:30:00Z')
let folder: string
let db: StateDb
let series: SeriesStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lander-'))
  db = openState(join(folder, 'state.sqlite'))
  series = await openEmbedded(join(folder, 'series.sqlite'))
})
afterEach(async () => {
  await series.close()
  db.close()
  rmSync(folder, { recursive: true })
})

const reading = (time: number, pm25: number): DecodedReading => {
  const one: Reading = { station: 'AQ-01', domain: 'air', time, values: { pm25 }, flags: {} }
  return { station: 'AQ-01', reading: one, rejections: [] }
}
const bad: DecodedReading = {
  station: 'AQ-77',
  rejections: [{ scope: 'reading', reason: 'unknown_station', detail: 'AQ-77', station: 'AQ-77', raw: '{}' }],
}

function landerOn(store: Pick<SeriesStore, 'write'>) {
  const newest: Reading[] = []
  const failures: Error[] = []
  const lander = createLander({
    series: store,
    book: createBook(db),
    latest: readLatest(db),
    onStored: (_, fresh) => newest.push(...fresh),
    onFailed: (error) => failures.push(error),
  })
  const land = (...decoded: DecodedReading[]) =>
    new Promise<{ error: Error | null; outcome: Outcome }>((resolve) =>
      lander.take({
        source: 'mqtt',
        at,
        size: 10,
        decoded,
        done: (error, outcome) => resolve({ error, outcome }),
      }),
    )
  return { land, newest, failures }
}

test('received is stored plus duplicate plus rejected, in the outcome and in the ledger', async () => {
  const { land } = landerOn(series)
  const first = await land(reading(at, 10), reading(at, 10), bad)
  const again = await land(reading(at, 10))
  expect(first.outcome).toEqual({ received: 3, stored: 1, duplicate: 1, rejected: 1 })
  expect(again.outcome).toEqual({ received: 1, stored: 0, duplicate: 1, rejected: 0 })
  const hour = Date.parse('2026-11-22T07:00:00Z')
  expect(readLedger(db, hour, hour + 1)).toEqual([
    { source: 'mqtt', station: '?', hour, received: 1, stored: 0, duplicate: 0, rejected: 1 },
    { source: 'mqtt', station: 'AQ-01', hour, received: 3, stored: 1, duplicate: 2, rejected: 0 },
  ])
})

test('a dead letter that comes again is one letter, counted twice', async () => {
  const { land } = landerOn(series)
  await land(bad)
  await land(bad)
  expect(readDeadLetters(db, { limit: 10 })).toMatchObject([
    { reason: 'unknown_station', count: 2, station: 'AQ-77' },
  ])
})

test('an older reading is stored in its place and never becomes the latest', async () => {
  const { land, newest } = landerOn(series)
  await land(reading(at, 10))
  await land(reading(at - 60_000, 99))
  expect(readLatest(db).get('AQ-01')?.values.pm25).toBe(10)
  expect(newest.map(({ values }) => values.pm25)).toEqual([10])
  const rows = await series.readRows({
    measurement: 'air',
    from: at - 3_600_000,
    to: at + 1,
    fields: ['pm25'],
  })
  expect(rows.map(({ fields }) => fields.pm25)).toEqual([99, 10])
})

test('a correction replaces the value and the flag that the wrong one had', async () => {
  const { land } = landerOn(series)
  const wrong = reading(at, 900)
  wrong.reading!.flags = { pm25: 3 }
  await land(wrong)
  const { outcome } = await land(reading(at, 90))
  expect(outcome.stored).toBe(1)
  const [row] = await series.readRows({
    measurement: 'air',
    from: at,
    to: at + 1,
    fields: ['pm25', 'q_pm25'],
  })
  expect(row?.fields).toEqual({ pm25: 90, q_pm25: 1 })
})

test('parts of one moment make one latest reading', async () => {
  const { land } = landerOn(series)
  const part = reading(at, 35)
  part.reading!.flags = { pm25: 3 }
  await land(part)
  const other = reading(at, 0)
  other.reading!.values = { pm10: 60 }
  await land(other)
  expect(readLatest(db).get('AQ-01')).toMatchObject({ values: { pm25: 35, pm10: 60 }, flags: { pm25: 3 } })
})

test('a correction after a restart replaces the flag too', async () => {
  const wrong = reading(at, 99_999)
  wrong.reading!.flags = { pm25: 4 }
  await landerOn(series).land(wrong)
  await landerOn(series).land(reading(at, 35))
  const [row] = await series.readRows({
    measurement: 'air',
    from: at,
    to: at + 1,
    fields: ['pm25', 'q_pm25'],
  })
  expect(row?.fields).toEqual({ pm25: 35, q_pm25: 1 })
})

test('a payload of a thousand faults leaves a hundred letters and one that counts the rest', async () => {
  const { land } = landerOn(series)
  const faults = Array.from({ length: 1000 }, (_, i): DecodedReading => {
    return { ...bad, rejections: bad.rejections.map((one) => ({ ...one, raw: `{"n":${i}}` })) }
  })
  expect((await land(...faults)).outcome.rejected).toBe(1000)
  const letters = readDeadLetters(db, { limit: 500 })
  expect(letters).toHaveLength(101)
  expect(letters.filter(({ detail }) => detail.includes('900 more'))).toHaveLength(1)
})

test('nothing is acknowledged or booked while the store is away, and the same arrival lands when it is back', async () => {
  let away = true
  const store = {
    write: (points: readonly SeriesPoint[]) =>
      away ? Promise.reject(new StoreAway('away')) : series.write(points),
  }
  const { land, failures } = landerOn(store)
  const refused = await land(reading(at, 10))
  expect(refused.error).toBeInstanceOf(StoreAway)
  expect(failures).toHaveLength(1)
  expect(readLedger(db, 0, at)).toEqual([])
  away = false
  expect((await land(reading(at, 10))).outcome).toEqual({ received: 1, stored: 1, duplicate: 0, rejected: 0 })
})

test('a point that the store refuses costs only itself', async () => {
  const store = {
    write: (points: readonly SeriesPoint[]) =>
      points.some(({ fields }) => fields.pm25 === 666)
        ? Promise.reject(new StoreRefused('poison'))
        : series.write(points),
  }
  const { land } = landerOn(store)
  const { outcome } = await land(reading(at, 1), reading(at + 1000, 666), reading(at + 2000, 3))
  expect(outcome).toEqual({ received: 3, stored: 2, duplicate: 0, rejected: 1 })
  expect(readDeadLetters(db, { limit: 10 })).toMatchObject([{ reason: 'store_refused', detail: 'poison' }])
})
