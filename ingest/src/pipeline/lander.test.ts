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
import { readDeadLetters } from '@city/store/state/deadLettersList.ts'
import { readLatest } from '@city/store/state/latest.ts'
import { readLedger } from '@city/store/state/ledger.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readRevisions } from '@city/store/state/revisions.ts'
import { createLanding } from '../landing/createLanding.ts'
import type { Outcome } from './arrival.ts'

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

/** A landing on a store of which only writing is special. */
function landerOn(store: Partial<SeriesStore>) {
  const newest: Reading[] = []
  const failures: Error[] = []
  const landing = createLanding({
    series: {
      kind: series.kind,
      write: (points) => series.write(points),
      readRows: (query) => series.readRows(query),
      readWindows: (query) => series.readWindows(query),
      deleteBefore: (measurement, time) => series.deleteBefore(measurement, time),
      ping: () => series.ping(),
      close: () => series.close(),
      ...store,
    },
    db,
    dataDir: folder,
    stations: new Map(),
    latest: readLatest(db),
    onLanded: ({ newest: fresh }) => newest.push(...fresh),
    onFailed: (error) => failures.push(error),
    onDrained: () => undefined,
    now: () => at,
  })
  const land = (...decoded: DecodedReading[]) =>
    new Promise<{ error: Error | null; outcome: Outcome }>((resolve) =>
      landing.lander.take({
        source: 'mqtt',
        at,
        size: 10,
        decode: () => decoded,
        done: (error, outcome) => resolve({ error, outcome }),
      }),
    )
  return { land, newest, failures, landing }
}

test('received is stored plus duplicate plus rejected, in the outcome and in the ledger', async () => {
  const { land } = landerOn({})
  const first = await land(reading(at, 10), reading(at, 10), bad)
  const again = await land(reading(at, 10))
  expect(first.outcome).toEqual({ received: 3, stored: 1, duplicate: 1, rejected: 1, waiting: 0 })
  expect(again.outcome).toEqual({ received: 1, stored: 0, duplicate: 1, rejected: 0, waiting: 0 })
  const hour = Date.parse('2026-11-22T07:00:00Z')
  expect(readLedger(db, hour, hour + 1)).toEqual([
    { source: 'mqtt', station: '?', hour, received: 1, stored: 0, duplicate: 0, rejected: 1, waiting: 0 },
    { source: 'mqtt', station: 'AQ-01', hour, received: 3, stored: 1, duplicate: 2, rejected: 0, waiting: 0 },
  ])
})

test('a dead letter that comes again is one letter, counted twice', async () => {
  const { land } = landerOn({})
  await land(bad)
  await land(bad)
  expect(readDeadLetters(db, { limit: 10 })).toMatchObject([
    { reason: 'unknown_station', count: 2, station: 'AQ-77' },
  ])
})

test('an older reading is stored in its place and never becomes the latest', async () => {
  const { land, newest } = landerOn({})
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
  const { land } = landerOn({})
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
  const { land } = landerOn({})
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
  await landerOn({}).land(wrong)
  await landerOn({}).land(reading(at, 35))
  const [row] = await series.readRows({
    measurement: 'air',
    from: at,
    to: at + 1,
    fields: ['pm25', 'q_pm25'],
  })
  expect(row?.fields).toEqual({ pm25: 35, q_pm25: 1 })
})

test('a payload of a thousand faults leaves a hundred letters and one that holds the rest', async () => {
  const { land } = landerOn({})
  const faults = Array.from({ length: 1000 }, (_, i): DecodedReading => {
    return { ...bad, rejections: bad.rejections.map((one) => ({ ...one, raw: `{"n":${i}}` })) }
  })
  expect((await land(...faults)).outcome.rejected).toBe(1000)
  const letters = readDeadLetters(db, { limit: 500 })
  expect(letters).toHaveLength(101)
  const [rest] = letters.filter(({ detail }) => detail.startsWith('900 of one payload'))
  const members = JSON.parse(Buffer.from(rest!.raw).toString()) as { n: number }[]
  expect(members.map(({ n }) => n)).toEqual(Array.from({ length: 900 }, (_, i) => 100 + i))
})

test('nothing is acknowledged or booked while a store on this disk fails, and the same arrival lands when it is back', async () => {
  await landerOn({}).land(reading(at - 60_000, 9))
  let away = true
  const { land, failures } = landerOn({
    write: (points) => (away ? Promise.reject(new StoreAway('disk full')) : series.write(points)),
  })
  const before = readLedger(db, 0, at)
  const refused = await land(reading(at, 10))
  expect(refused.error).toBeInstanceOf(StoreAway)
  expect(failures).toHaveLength(1)
  expect(readLedger(db, 0, at)).toEqual(before)
  away = false
  expect((await land(reading(at, 10))).outcome).toEqual({
    received: 1,
    stored: 1,
    duplicate: 0,
    rejected: 0,
    waiting: 0,
  })
})

test('nothing overtakes a group that failed', async () => {
  await landerOn({}).land(reading(at - 60_000, 9))
  let failing: ((error: Error) => void) | undefined
  const { land } = landerOn({ write: () => new Promise((_, reject) => (failing = reject)) })
  const first = land(reading(at, 1))
  await expect.poll(() => failing).toBeDefined()
  const second = land(reading(at, 2))
  failing!(new StoreAway('disk full'))
  expect((await first).error).toBeInstanceOf(StoreAway)
  expect((await second).error).toBeInstanceOf(StoreAway)
})

test('a moment in two parts whose group failed is new when it comes again', async () => {
  await landerOn({}).land(reading(at - 60_000, 9))
  let away = true
  const { land } = landerOn({
    write: (points) => (away ? Promise.reject(new StoreAway('disk full')) : series.write(points)),
  })
  const part = reading(at, 0)
  part.reading!.values = { pm10: 60 }
  await land(reading(at, 35), part)
  away = false
  expect((await land(reading(at, 35), part)).outcome).toMatchObject({ stored: 2, duplicate: 0 })
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
  expect(outcome).toEqual({ received: 3, stored: 2, duplicate: 0, rejected: 1, waiting: 0 })
  expect(readDeadLetters(db, { limit: 10 })).toMatchObject([{ reason: 'store_refused', detail: 'poison' }])
})

test('a correction is kept as a revision: old value, new value, when and from where', async () => {
  const { land } = landerOn({})
  await land(reading(at, 900), reading(at, 90))
  await land(reading(at, 91))
  expect(readRevisions(db, { limit: 10 })).toMatchObject([
    { station: 'AQ-01', time: at, parameter: 'pm25', oldValue: 90, newValue: 91, source: 'mqtt', at },
    { oldValue: 900, newValue: 90 },
  ])
})

test('a duplicate is known after a restart, in memory and long forgotten', async () => {
  await landerOn({}).land(reading(at - 60_000, 5), reading(at, 10))
  expect((await landerOn({}).land(reading(at, 10))).outcome.duplicate).toBe(1)
  db.exec('DELETE FROM recent_group; DELETE FROM recent_generation')
  expect((await landerOn({}).land(reading(at - 60_000, 5))).outcome.duplicate).toBe(1)
})

test('a part of a moment that comes again is a duplicate', async () => {
  const { land } = landerOn({})
  const part = reading(at, 0)
  part.reading!.values = { pm10: 60 }
  await land(reading(at, 35))
  await land(part)
  expect((await land(reading(at, 35))).outcome.duplicate).toBe(1)
  expect(readRevisions(db, { limit: 10 })).toEqual([])
})

test('while the store is away readings wait in the journal, and leave it in the order of their arrival', async () => {
  const sent: string[] = []
  let away = true
  const refuse = () => Promise.reject(new StoreAway('away'))
  const { land, landing, newest } = landerOn({
    ping: () => (away ? refuse() : Promise.resolve()),
    write: (points) => (away ? refuse() : series.write(points)),
    sendLines(lines) {
      if (away) return refuse()
      sent.push(String(lines))
      return Promise.resolve()
    },
  })
  await land(reading(at - 120_000, 1))
  expect((await land(reading(at - 60_000, 2))).outcome).toMatchObject({ stored: 0, waiting: 1 })
  expect((await land(reading(at - 60_000, 2))).outcome).toMatchObject({ duplicate: 1 })
  expect((await land(reading(at - 60_000, 3))).outcome).toMatchObject({ waiting: 1 })
  expect(newest.at(-1)?.values.pm25).toBe(3)
  expect(landing.drain.depth().readings).toBe(3)
  away = false
  await expect.poll(() => landing.drain.depth().readings, { timeout: 5000 }).toBe(0)
  const hour = Date.parse('2026-11-22T07:00:00Z')
  expect(readLedger(db, hour, hour + 1)).toMatchObject([
    { received: 4, stored: 3, duplicate: 1, rejected: 0, waiting: 0 },
  ])
  expect(sent.join('')).toBe(`air,station=AQ-01 pm25=2 ${at - 60_000}\n`)
  const rows = await series.readRows({ measurement: 'air', from: 0, to: at, fields: ['pm25'] })
  expect(rows.map(({ fields }) => fields.pm25)).toEqual([1, 3])
  await landing.stop()
})

test('a reading that is booked but not known to be in the series is brought there by the next start', async () => {
  let writes = 0
  const first = landerOn({
    write: (points) => (++writes > 1 ? Promise.reject(new Error('killed')) : series.write(points)),
  })
  await first.land(reading(at, 10))
  expect((await first.land(reading(at - 60_000, 9))).outcome.waiting).toBe(1)
  await first.landing.stop()
  const second = landerOn({})
  second.landing.start()
  await expect.poll(() => second.landing.drain.depth().readings).toBe(0)
  const rows = await series.readRows({ measurement: 'air', from: 0, to: at + 1, fields: ['pm25'] })
  expect(rows.map(({ fields }) => fields.pm25)).toEqual([9, 10])
  await second.landing.stop()
})
