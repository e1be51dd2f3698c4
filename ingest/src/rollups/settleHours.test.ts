import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StoreAway, StoreRefused, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { readRollups } from '@city/store/series/readRollups.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readTouchedHours, touchRange } from '@city/store/state/touchedHours.ts'
import { batchesOf } from './batchesOf.ts'
import { settleHours } from './settleHours.ts'

const hour = 3_600_000
const end = Date.parse('2026-11-22T08:00:00Z')
/** The day of Hanoi that holds `end` began at 17:00 UTC of the day before. */
const today = Date.parse('2026-11-21T17:00:00Z')

const gauge = (id: string): Station => ({
  ...{ id, domain: 'rain', name: { vi: '', en: '' }, lat: 21, lon: 105.8, intervalS: 600 },
  ...{ owner: '', kind: '', parameters: ['rain_10m'], positionQuality: '' },
})
const stations = new Map(['RG-01', 'RG-02', 'RG-03'].map((id) => [id, gauge(id)]))

let folder: string
let series: SeriesStore
let db: StateDb
let errors: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settle-'))
  series = openEmbedded(join(folder, 'series.sqlite'))
  db = openState(join(folder, 'state.sqlite'))
  errors = []
})
afterEach(async () => {
  await series.close()
  db.close()
  rmSync(folder, { recursive: true })
})

async function rain(station: string, time: number, mm: number, flag?: number): Promise<void> {
  const fields = { rain_10m: mm, ...(flag === undefined ? {} : { q_rain_10m: flag }) }
  await series.write([{ measurement: 'rain', tags: { station }, time, fields }])
  touchRange(db, station, time, time + 1)
}

async function settle(write: SeriesStore['write'] = (points) => series.write(points), isGone = () => false) {
  const tasks = readTouchedHours(db, end, 100).map((row) => ({ station: row.station, row, rows: [row] }))
  const store: SeriesStore = {
    kind: series.kind,
    write,
    readRows: (query) => series.readRows(query),
    readWindows: (query) => series.readWindows(query),
    deleteBefore: (measurement, time) => series.deleteBefore(measurement, time),
    ping: () => series.ping(),
    close: () => series.close(),
  }
  const onError = (error: Error): void => void errors.push(error.message)
  const parts = {
    stations,
    series: store,
    db,
    saveLatest: () => undefined,
    publish: () => undefined,
    onError,
  }
  const done: string[] = []
  for (const batch of batchesOf(tasks))
    done.push(...(await settleHours(parts, batch, end, isGone)).map(({ station }) => station))
  return done
}

const rollups = (station: string, step: '1h' | '1d') =>
  readRollups(series, { domain: 'rain', station, step, from: 0, to: end, parameters: ['rain_10m'] })

const waiting = () => readTouchedHours(db, end, 100).map(({ station }) => station)

// By hand: (1 + 2 + 6) / 3 = 3 of six sums an hour, the suspect 50 apart; (9 + 11) / 4 = 5 of 144 a day.
test('hours and the day of Hanoi that runs have count, mean, min, max and completeness', async () => {
  await rain('RG-01', today + 5 * hour, 1)
  await rain('RG-01', today + 5 * hour + 600_000, 2)
  await rain('RG-01', today + 5 * hour + 1_200_000, 6)
  await rain('RG-01', today + 5 * hour + 1_800_000, 50, 3)
  await rain('RG-01', today + 9 * hour, 11)
  await settle()
  const row = (time: number, count: number, mean: number, min: number, max: number, completeness: number) => {
    return { time, stats: { rain_10m: { count, mean, min, max, completeness } }, spoken: ['rain_10m'] }
  }
  expect(await rollups('RG-01', '1h')).toEqual([
    row(today + 5 * hour, 3, 3, 1, 6, 0.5),
    row(today + 9 * hour, 1, 11, 11, 11, 1 / 6),
  ])
  expect(await rollups('RG-01', '1d')).toEqual([row(today, 4, 5, 1, 11, 4 / 144)])
  expect(waiting()).toEqual([])
})

test('a window whose values were all taken back has none, and an hour that never had any is not written', async () => {
  await rain('RG-01', today, 4)
  await rain('RG-02', today, 4, 4)
  await settle()
  await rain('RG-01', today, 4, 4)
  await settle()
  expect(await rollups('RG-01', '1h')).toEqual([{ time: today, stats: {}, spoken: ['rain_10m'] }])
  expect(await rollups('RG-01', '1d')).toEqual([{ time: today, stats: {}, spoken: ['rain_10m'] }])
  expect(await rollups('RG-02', '1h')).toEqual([])
})

test('a batch holds no more than was asked for, but always a task', () => {
  const tasks = [3, 3, 3, 9, 1].map((size, at) => ({ station: `RG-0${size}-${at}` }))
  const sizeOf = ({ station }: { station: string }) => Number(station.slice(4, 5))
  expect(batchesOf(tasks, sizeOf, 6).map((batch) => batch.map(sizeOf))).toEqual([[3, 3], [3], [9], [1]])
})

test('two UTC days of one station make one day of Hanoi', async () => {
  await rain('RG-01', today + 6 * hour, 1)
  await rain('RG-01', today + 8 * hour, 3)
  expect(batchesOf([{ station: 'RG-01' }, { station: 'RG-02' }, { station: 'RG-01' }])).toHaveLength(2)
  await settle()
  expect((await rollups('RG-01', '1d'))[0]?.stats['rain_10m']).toMatchObject({ count: 2, mean: 2 })
})

test('what the store refuses of one station costs no other and is not tried for ever', async () => {
  for (const station of stations.keys()) await rain(station, today, 4)
  await settle((points) =>
    points.some(({ tags }) => tags['station'] === 'RG-02')
      ? Promise.reject(new StoreRefused('field type conflict'))
      : series.write(points),
  )
  expect(errors).toEqual(['field type conflict'])
  expect(await rollups('RG-03', '1h')).toHaveLength(1)
  expect(await rollups('RG-02', '1h')).toEqual([])
  expect(waiting()).toEqual([])
})

test('while the store is away, and after a stop, everything waits', async () => {
  for (const station of stations.keys()) await rain(station, today, 4)
  await expect(settle(() => Promise.reject(new StoreAway('closed')))).rejects.toThrow('closed')
  expect(waiting()).toEqual(['RG-01', 'RG-02', 'RG-03'])
  expect(await settle(undefined, () => true)).toEqual([])
  expect(waiting()).toHaveLength(3)
})

test('hours of a station that the profile no longer has are forgotten', async () => {
  touchRange(db, 'RG-99', today, today + hour)
  await settle()
  expect(waiting()).toEqual([])
})
