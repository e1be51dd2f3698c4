import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { measurements } from '@city/domain/series/measurements.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { readIndexChanges } from '@city/store/state/indexRevisions.ts'
import { openState } from '@city/store/state/openState.ts'
import { saveRollupMark } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readTouchedHours, touchRange } from '@city/store/state/touchedHours.ts'
import { computeMarked } from '../rebuild/computeMarked.ts'
import { batchesOf } from '../rollups/batchesOf.ts'
import { settleHours } from '../rollups/settleHours.ts'
import { stretchesOf } from '../rollups/stretchesOf.ts'

const hour = 3_600_000
/** Midnight of Hanoi, and three hours after the midnight that follows. */
const day = Date.parse('2026-11-20T17:00:00Z')
const end = day + 27 * hour

const station: Station = {
  ...{ id: 'AQ-01', domain: 'air', name: { vi: '', en: '' }, lat: 21, lon: 105.8, intervalS: 3600 },
  ...{ owner: '', kind: '', parameters: ['pm25', 'o3'], positionQuality: '' },
}
const stations = new Map([[station.id, station]])

let folder: string
let series: SeriesStore
let db: StateDb
let clock: number

beforeEach(() => open())
afterEach(() => close())

function open(): void {
  folder = mkdtempSync(join(tmpdir(), 'indices-'))
  series = openEmbedded(join(folder, 'series.sqlite'))
  db = openState(join(folder, 'state.sqlite'))
  saveRollupMark(db, 'stored_marked', 1)
  clock = end
}

async function close(): Promise<void> {
  await series.close()
  db.close()
  rmSync(folder, { recursive: true })
}

const parts = () => ({
  ...{ stations, series, db, saveLatest: () => undefined, publish: () => undefined, now: () => clock },
  onError: (error: Error): never => {
    throw error
  },
})

async function put(time: number, fields: Record<string, number>): Promise<void> {
  await series.write([{ measurement: 'air', tags: { station: station.id }, time, fields }])
  touchRange(db, station.id, time, time + 1)
}

async function settle(mostDays = 4, until = end): Promise<void> {
  const rows = readTouchedHours(db, until, 100)
  for (const batch of batchesOf(stretchesOf(rows, mostDays))) await settleHours(parts(), batch, until)
}

async function stored(measurement: 'air_index' | 'air_index_1d' | 'air_1h') {
  const fields = Object.keys(measurements[measurement]!.fields)
  const rows = await series.readRows({ measurement, from: 0, to: end, fields })
  return rows.map((row) => ({ time: row.time, fields: row.fields }))
}

const changes = (kind: 'vn_aqi_hour' | 'vn_aqi_day') =>
  [...readIndexChanges(db, { station: station.id, kind, from: 0, to: end }).values()].map(
    ({ time, was, value, at }) => [time, was, value, at],
  )

// 55.7 µg/m³ in all hours: 109.5 → 110 (D0); with 155.7 in the last 4 of 24: mean 72.3667 → 137.28 → 137.
test('a day is published when it has ended, and remembers what it was when late readings change it', async () => {
  for (let at = 0; at < 20; at++) await put(day + at * hour, { pm25: 55.7 })
  await settle(4, day + 23 * hour)
  expect(await stored('air_index_1d')).toEqual([])
  await put(day + 20 * hour, { pm25: 155.7 })
  await put(day + 21 * hour, { pm25: 155.7 })
  touchRange(db, station.id, day, day + 24 * hour)
  const [first] = (await settle(), await stored('air_index_1d'))
  // (20 · 55.7 + 2 · 155.7) / 22 = 64.7909 → 124.65
  expect(first).toMatchObject({
    time: day,
    fields: { valid: 1, value: 125, main: 'pm25', subs: 'pm25', partial: '' },
  })
  expect(first?.fields['method']).toBe('VN_AQI 1459/QĐ-TCMT 2019, v1')
  expect(changes('vn_aqi_day')).toEqual([])

  clock += 600_000
  await put(day + 22 * hour, { pm25: 155.7 })
  await put(day + 23 * hour, { pm25: 155.7 })
  await settle()
  expect(await stored('air_index_1d')).toMatchObject([{ time: day, fields: { value: 137 } }])
  expect(changes('vn_aqi_day')).toEqual([[day, 125, 137, clock]])
})

test('a change that is computed again after a crash is remembered once, with its first time', async () => {
  for (let at = 0; at < 24; at++) await put(day + at * hour, { pm25: 55.7 })
  await settle()
  // (23 · 55.7 + 80) / 24 = 56.7125 → 111.19
  await put(day + 23 * hour, { pm25: 80 })
  const before = clock
  const failing = { ...parts(), series: { ...bound(), write: () => Promise.reject(new Error('killed')) } }
  const batch = stretchesOf(readTouchedHours(db, end, 100), 4)
  await expect(settleHours(failing, batch, end)).rejects.toThrow('killed')
  clock += 60_000
  await settle()
  expect(changes('vn_aqi_day')).toEqual([[day, 110, 111, before]])
  expect(changes('vn_aqi_hour').every(([, , , at]) => at === before)).toBe(true)
})

test('an index that is withdrawn and comes back says both', async () => {
  for (let at = 0; at < 24; at++) await put(day + at * hour, { pm25: 55.7 })
  await settle()
  for (let at = 0; at < 24; at++) await put(day + at * hour, { q_pm25: 4 })
  await settle()
  expect(await stored('air_index_1d')).toMatchObject([{ fields: { valid: 0, subs: '' } }])
  expect(changes('vn_aqi_day')).toEqual([[day, 110, null, clock]])
  for (let at = 0; at < 24; at++) await put(day + at * hour, { q_pm25: 1 })
  await settle()
  expect(await stored('air_index_1d')).toMatchObject([{ fields: { valid: 1, value: 110 } }])
  expect(changes('vn_aqi_day')).toEqual([[day, null, 110, clock]])
})

test('values flagged 2 enter the mean of the hour and no index, from readings as from rollups', async () => {
  for (let at = 0; at < 24; at++) await put(day + at * hour, { pm25: 55.7, o3: 90, q_o3: 2 })
  await settle()
  const [one] = await stored('air_1h')
  expect(one?.fields).toMatchObject({ o3: 90, o3_count: 1, o3_good_count: 0 })
  expect((await stored('air_index_1d'))[0]?.fields).toMatchObject({ value: 110, subs: 'pm25' })
  // The hour after looks at the rollups of those before it.
  await put(day + 24 * hour, { pm25: 55.7, o3: 90, q_o3: 2 })
  await settle()
  expect((await stored('air_index')).at(-1)?.fields).toMatchObject({ subs: 'pm25' })
  // Judged good later.
  for (let at = 0; at < 24; at++) await put(day + at * hour, { q_o3: 1 })
  await settle()
  expect((await stored('air_index_1d'))[0]?.fields).toMatchObject({ subs: 'pm25,o3', sub_o3: 45 })
})

test('whatever the order of arrival, the same is stored at the end; and again when all is rebuilt', async () => {
  const value = fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined, freq: 4 })
  const readings = fc.array(fc.record({ pm25: value, o3: value }, { requiredKeys: [] }), {
    minLength: 51,
    maxLength: 51,
  })
  const order = fc.shuffledSubarray(
    Array.from({ length: 51 }, (_, at) => at),
    { minLength: 51, maxLength: 51 },
  )
  const run = async (
    list: readonly Record<string, number | undefined>[],
    places: readonly number[],
    pieces: number,
  ) => {
    for (const [count, at] of places.entries()) {
      const fields = Object.entries(list[at]!).flatMap(([name, one]) =>
        one === undefined ? [] : [[name, one] as const],
      )
      if (fields.length > 0) await put(end - (at + 1) * hour, Object.fromEntries(fields))
      if (count % pieces === pieces - 1) await settle(1 + (count % 3))
    }
    await settle()
    return [await stored('air_index'), await stored('air_index_1d'), await stored('air_1h')].map((rows) =>
      rows.map(spoken),
    )
  }
  await fc.assert(
    fc.asyncProperty(readings, order, fc.integer({ min: 3, max: 51 }), async (list, places, pieces) => {
      await close()
      open()
      const once = await run(
        list,
        places.toSorted((a, b) => b - a),
        51,
      )
      touchRange(db, station.id, end - 51 * hour, end)
      await computeMarked(parts(), end)
      expect(
        [await stored('air_index'), await stored('air_index_1d'), await stored('air_1h')].map((rows) =>
          rows.map(spoken),
        ),
      ).toEqual(once)
      await close()
      open()
      expect(await run(list, places, pieces)).toEqual(once)
    }),
    { numRuns: 4 },
  )
}, 60_000)

/** What a reader takes of a point: fields that others declare left over do not count. */
function spoken({ time, fields }: { time: number; fields: Record<string, number | string> }) {
  const subs = String(fields['subs'] ?? '').split(',')
  const kept = Object.entries(fields).filter(([name]) => {
    if (name.endsWith('_min') || name.endsWith('_max')) return false
    if (name.startsWith('sub_')) return subs.includes(name.slice(4))
    return (name !== 'value' && name !== 'main') || fields['valid'] === 1
  })
  return { time, fields: Object.fromEntries(kept) }
}

function bound(): SeriesStore {
  return {
    kind: series.kind,
    write: (points) => series.write(points),
    readRows: (query) => series.readRows(query),
    readWindows: (query) => series.readWindows(query),
    deleteBefore: (measurement, time) => series.deleteBefore(measurement, time),
    ping: () => series.ping(),
    close: () => series.close(),
  }
}

const rising = (at: number): number => 20 + 3 * at

test('while history lands newest first its indices are completed; what comes late into it revises', async () => {
  for (let at = 12; at < 24; at++) await put(day + at * hour, { pm25: rising(at) })
  await settle()
  clock += 60_000
  for (let at = 0; at < 12; at++) await put(day + at * hour, { pm25: rising(at) })
  await settle()
  expect([...changes('vn_aqi_hour'), ...changes('vn_aqi_day')]).toEqual([])
  const whole = await stored('air_index')
  await close()
  open()
  for (let at = 0; at < 24; at++) await put(day + at * hour, { pm25: rising(at) })
  await settle()
  expect(await stored('air_index')).toEqual(whole)
  clock += 60_000
  await put(day + hour, { pm25: 200 })
  await settle()
  expect(changes('vn_aqi_hour').map(([time]) => time)).toContain(day + hour)
})

test('an index that was computed in its time is revised by history that lands later', async () => {
  const begun = day + 15 * hour
  clock = begun
  for (let at = 12; at < 15; at++) await put(day + at * hour, { pm25: rising(at) })
  await settle(4, begun)
  for (let at = 15; at < 18; at++) {
    await put(day + at * hour, { pm25: rising(at) })
    clock = day + (at + 1) * hour
    await settle(4, clock)
  }
  for (let at = 0; at < 12; at++) await put(day + at * hour, { pm25: rising(at) })
  await settle(4, clock)
  // Hours 13 and 14 had ended before anything was computed; 15 to 17 had been news.
  expect(changes('vn_aqi_hour').map(([time]) => (Number(time) - day) / hour)).toEqual([15, 16, 17])
})
