import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IndexState } from '@city/domain/api/schemas.ts'
import type { IndexUpdate } from '@city/domain/live/events.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { StoreAway, type SeriesPoint, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readTouchedHours, touchedHoursWriter } from '@city/store/state/touchedHours.ts'
import { settle } from '../pipeline/settle.ts'
import { createTouchedJob, type TouchedJobParts } from './touchedJob.ts'

const hour = 3_600_000
const now = Date.parse('2026-11-22T08:10:00Z')
const lastHour = Date.parse('2026-11-22T07:00:00Z')
const station: Station = {
  id: 'AQ-01',
  domain: 'air',
  name: { vi: '', en: '' },
  lat: 21,
  lon: 105.8,
  intervalS: 300,
  owner: '',
  kind: '',
  parameters: ['pm25'],
  positionQuality: '',
}

let folder: string
let series: SeriesStore
let db: StateDb
let saved: Map<string, IndexState>
let published: IndexUpdate[]
let onPublished: (() => void) | undefined

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'indices-'))
  series = await openEmbedded(join(folder, 'series.sqlite'))
  db = openState(join(folder, 'state.sqlite'))
  saved = new Map()
  published = []
})
afterEach(async () => {
  await series.close()
  db.close()
  rmSync(folder, { recursive: true })
})

function rethrow(error: Error): never {
  throw error
}

function methodsOf(store: SeriesStore): SeriesStore {
  return {
    kind: store.kind,
    write: (points) => store.write(points),
    readRows: (query) => store.readRows(query),
    readWindows: (query) => store.readWindows(query),
    deleteBefore: (measurement, time) => store.deleteBefore(measurement, time),
    ping: () => store.ping(),
    close: () => store.close(),
  }
}

function startJob(
  store = series,
  onError: (error: Error) => void = rethrow,
  more: Partial<TouchedJobParts> = {},
) {
  const job = createTouchedJob({
    stations: new Map([['AQ-01', station]]),
    series: store,
    db,
    saveLatest: (id, index) => void saved.set(id, index),
    publish: (updates) => {
      published.push(...updates)
      onPublished?.()
    },
    onError,
    now: () => now,
    settleMs: 10,
    ...more,
  })
  const nextPublished = () => new Promise<void>((resolve) => (onPublished = resolve))
  return { job, nextPublished }
}

/** Twelve readings of an hour, one every 5 minutes, all with the same PM2.5: durable as the lander makes them. */
async function fill(start: number, pm25: number, flags: Reading['flags'] = {}): Promise<Reading[]> {
  const readings = Array.from({ length: 12 }, (_, i): Reading => {
    return { station: 'AQ-01', domain: 'air', time: start + i * 300_000, values: { pm25 }, flags }
  })
  await series.write(readings.map(pointOf))
  touchedHoursWriter(db)('AQ-01', start, start)
  return readings
}

async function fillAll(hours: readonly number[], pm25: number, flags: Reading['flags'] = {}) {
  const readings: Reading[] = []
  for (const start of hours) readings.push(...(await fill(start, pm25, flags)))
  return readings
}

/** What `air_index` holds: start of the hour, valid, value. */
async function indexRows() {
  const fields = ['valid', 'value', 'subs', 'method']
  const rows = await series.readRows({ measurement: 'air_index', from: 0, to: now, fields })
  return rows.map(({ time, fields: { valid, value, subs } }) => [time, valid, value, subs])
}

/** Its flags even where they are good, as a correction writes them. */
function pointOf(reading: Reading): SeriesPoint {
  return settle(reading, { pm25: -1, q_pm25: 4 })!.point
}

const waiting = () => readTouchedHours(db, now + hour, 10)

// environment.md 1.10, A6: two hours, PM2.5 40 and 44, current hour first → NowCast 41.9 → 84, Trung bình.
test('the hour that has ended gets its index: example A6', async () => {
  const { job, nextPublished } = startJob()
  const older = await fill(lastHour - hour, 44)
  const newer = await fill(lastHour, 40)
  const done = nextPublished()
  job.onStored([...older, ...newer])
  await done
  await job.stop()
  expect(saved.get('AQ-01')).toMatchObject({
    value: 84,
    band: 'moderate',
    main: 'pm25',
    time: new Date(lastHour).toISOString(),
  })
  expect(published).toHaveLength(1)
  expect(await indexRows()).toEqual([
    [lastHour - hour, 0, undefined, ''],
    [lastHour, 1, 84, 'pm25'],
  ])
  expect(waiting()).toEqual([])
})

test('a late reading computes the hours after it again', async () => {
  const { job, nextPublished } = startJob()
  const first = nextPublished()
  job.onStored([...(await fill(lastHour, 40)), ...(await fill(lastHour - hour, 44))])
  await first
  const second = nextPublished()
  job.onStored(await fill(lastHour - 2 * hour, 120))
  await second
  await job.stop()
  // w = 0.5: (40 + 44/2 + 120/4) / 1.75 = 52.571 → 100 + 50·2.571/30 = 104.29
  expect(saved.get('AQ-01')).toMatchObject({ value: 104, band: 'poor' })
})

// PM2.5 of 200 in every hour: 200 + 100·(200−150)/(250−150) = 250 (environment.md 1.3).
test('an index whose readings are taken back is withdrawn', async () => {
  const { job, nextPublished } = startJob()
  const hours = [lastHour - 2 * hour, lastHour - hour, lastHour]
  const first = nextPublished()
  job.onStored(await fillAll(hours, 200))
  await first
  const second = nextPublished()
  job.onStored(await fillAll(hours, 200, { pm25: 4 }))
  await second
  await job.stop()
  const none = {
    value: null,
    band: null,
    main: null,
    sub_indices: {},
    time: new Date(lastHour).toISOString(),
  }
  expect(saved.get('AQ-01')).toMatchObject(none)
  expect(published.at(-1)?.index).toMatchObject(none)
  expect(await indexRows()).toEqual([
    [lastHour - 2 * hour, 0, undefined, ''],
    [lastHour - hour, 0, 250, ''],
    [lastHour, 0, 250, ''],
  ])
})

test('a withdrawal of hours that lie days back is written too', async () => {
  const { job } = startJob()
  const back = lastHour - 72 * hour
  job.onStored(await fillAll([back, back + hour], 200))
  await expect.poll(waiting).toEqual([])
  expect((await indexRows()).slice(0, 2)).toEqual([
    [back, 0, undefined, ''],
    [back + hour, 1, 250, 'pm25'],
  ])
  job.onStored(await fillAll([back, back + hour], 200, { pm25: 4 }))
  await expect.poll(waiting).toEqual([])
  await job.stop()
  expect((await indexRows()).map(([, valid]) => valid)).not.toContain(1)
  expect(published).toEqual([])
})

test('hours touched before a kill are computed at the next start', async () => {
  const late = lastHour - 48 * hour
  for (const start of [late, late + hour, lastHour - hour, lastHour]) await fill(start, 200)
  const { job } = startJob()
  job.start()
  await expect.poll(waiting).toEqual([])
  await job.stop()
  const rows = new Map((await indexRows()).map(([time, valid, value]) => [time, [valid, value]]))
  expect(rows.get(late + hour)).toEqual([1, 250])
  expect(rows.get(lastHour)).toEqual([1, 250])
})

test('a stop within the settle time leaves the touched hours for the next start', async () => {
  const first = startJob()
  first.job.onStored([...(await fill(lastHour - hour, 200)), ...(await fill(lastHour, 200))])
  await first.job.stop()
  expect(waiting()).toMatchObject([{ station: 'AQ-01', from: lastHour - hour, to: lastHour }])
  const second = startJob()
  const done = second.nextPublished()
  second.job.start()
  await done
  await second.job.stop()
  expect(saved.get('AQ-01')).toMatchObject({ value: 250, band: 'very_bad' })
  expect(waiting()).toEqual([])
})

test('a stop waits for no store that does not answer, and forgets nothing', async () => {
  let asked: () => void
  const called = new Promise<void>((resolve) => (asked = resolve))
  const silent = (): Promise<never> => {
    asked()
    return new Promise(() => undefined)
  }
  const { job } = startJob({ ...methodsOf(series), readWindows: silent })
  job.onStored(await fill(lastHour, 200))
  await called
  const before = performance.now()
  await job.stop()
  expect(performance.now() - before).toBeLessThan(2000)
  expect(waiting()).toMatchObject([{ station: 'AQ-01', from: lastHour, to: lastHour }])
})

test('a store that is away is asked again, until the index is written', async () => {
  let refusals = 2
  const errors: Error[] = []
  const away = methodsOf(series)
  const { job, nextPublished } = startJob(
    {
      ...away,
      write: (points) => (refusals-- > 0 ? Promise.reject(new StoreAway('closed')) : series.write(points)),
    },
    (error) => errors.push(error),
  )
  const done = nextPublished()
  job.onStored([...(await fill(lastHour - hour, 200)), ...(await fill(lastHour, 200))])
  await done
  await job.stop()
  expect(errors.map(({ message }) => message)).toEqual(['closed', 'closed'])
  expect(saved.get('AQ-01')).toMatchObject({ value: 250 })
})

test('a silent station has a null index at the turn of the hour, and no point', async () => {
  const { job, nextPublished } = startJob()
  const done = nextPublished()
  job.start()
  await done
  await job.stop()
  expect(saved.get('AQ-01')).toMatchObject({ value: null, time: new Date(lastHour).toISOString() })
  expect(await indexRows()).toEqual([])
})

test('readings of the running hour wait in the book for its end', async () => {
  const { job } = startJob()
  job.onStored([...(await fill(lastHour, 200)), ...(await fill(lastHour + hour, 200))])
  await expect.poll(() => waiting()[0]?.from).toBe(lastHour + hour)
  await job.stop()
  expect(waiting()).toMatchObject([{ from: lastHour + hour, to: lastHour + hour }])
})

test('while landing has fallen behind the present comes at once, and a batch of what lies back in each pass', async () => {
  const day = 24 * hour
  await fillAll([lastHour, lastHour - 10 * day, lastHour - 20 * day, lastHour - 30 * day], 30)
  let passes = 0
  const settled: { from: number; pass: number }[] = []
  await new Promise<void>((resolve) => {
    const { job } = startJob(series, rethrow, {
      isBehind: () => ++passes > 0,
      onSettled(tasks) {
        for (const { row } of tasks) if (row) settled.push({ from: row.from, pass: passes })
        if (settled.length < 4) return
        void job.stop().then(resolve)
      },
    })
    job.start()
  })
  expect(settled).toEqual([
    { from: lastHour, pass: 1 },
    { from: lastHour - 10 * day, pass: 1 },
    { from: lastHour - 20 * day, pass: 2 },
    { from: lastHour - 30 * day, pass: 3 },
  ])
})
