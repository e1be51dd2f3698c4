import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IndexState } from '@city/domain/api/schemas.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { readIndexChanges } from '@city/store/state/indexRevisions.ts'
import { openState } from '@city/store/state/openState.ts'
import { saveRollupMark } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readTouchedHours, touchRange } from '@city/store/state/touchedHours.ts'
import { settleHours } from '../rollups/settleHours.ts'

/* VN_WQI as it is written when hours are settled; values of environment.md 2.5, W5 and W2. */

const hour = 3_600_000
const tenMinutes = 600_000
/** 00:00 of 22 November in Hanoi. */
const today = Date.parse('2026-11-21T17:00:00Z')
const end = today + 30 * hour

const automatic = { ph: 8.2, do: 6.9, temp: 30.5, cod: 21, toc: 8.4, nh4n: 0.3, no3n: 0.8 }
const lake = (id: string, parameters: string[]): Station => ({
  ...{ id, domain: 'water', name: { vi: '', en: '' }, lat: 21, lon: 105.8, intervalS: 600 },
  ...{ owner: '', kind: '', parameters, positionQuality: '' },
})
const stations = new Map([
  ['WL-01', lake('WL-01', ['ph', 'do', 'temp', 'cod'])],
  ['WL-17', lake('WL-17', ['water_level', 'temp'])],
])

let folder: string
let series: SeriesStore
let db: StateDb
let newest: Map<string, IndexState>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'water-'))
  series = openEmbedded(join(folder, 'series.sqlite'))
  db = openState(join(folder, 'state.sqlite'))
  saveRollupMark(db, 'stored_marked', today)
  newest = new Map()
})
afterEach(async () => {
  await series.close()
  db.close()
  rmSync(folder, { recursive: true })
})

async function put(
  from: number,
  to: number,
  fields: Record<string, number>,
  station = 'WL-01',
): Promise<void> {
  const points = Array.from({ length: (to - from) / tenMinutes }, (_, at) => {
    return { measurement: 'water', tags: { station }, time: from + at * tenMinutes, fields }
  })
  await series.write(points)
  touchRange(db, station, from, to)
}

async function settle(now = end): Promise<void> {
  const parts = {
    ...{ stations, series, db, publish: () => undefined, now: () => now },
    saveLatest: (station: string, state: IndexState) => void newest.set(station, state),
    onError: (error: Error) => {
      throw error
    },
  }
  const rows = readTouchedHours(db, now, 100)
  for (const row of rows) await settleHours(parts, [{ station: row.station, row, rows: [row] }], now)
  if (rows.length === 0)
    await settleHours(
      parts,
      [...stations.keys()].map((station) => ({ station })),
      now,
    )
}

async function index(measurement: 'water_index' | 'water_index_1d', time: number, station = 'WL-01') {
  const fields = ['valid', 'official', 'value', 'subs', 'main', 'method', 'sub_cod']
  const rows = await series.readRows({ measurement, tags: { station }, from: time, to: time + 1, fields })
  return rows[0]?.fields
}

const w5 = {
  ...{ valid: 1, official: 0, value: 82, subs: 'ph,do_sat,cod,toc,nh4n,no3n', main: 'cod', sub_cod: 65 },
  method: 'VN_WQI 1460/QĐ-TCMT 2019, v1',
}

test('an hour of an automatic station has a provisional index', async () => {
  await put(end - hour, end, automatic)
  await settle()
  expect(await index('water_index', end - hour)).toEqual(w5)
  expect(newest.get('WL-01')).toMatchObject({
    ...{ kind: 'vn_wqi_hour', value: 82, band: 'wqi_good', official: false, main: 'cod' },
    provisional: { missing_groups: ['II', 'III', 'V'] },
  })
})

test('a laboratory sample makes its hour official, and a correction of it is a revision', async () => {
  await put(end - 2 * hour, end - hour, { ...automatic, coliform: 2500 })
  await settle()
  // √(81.667 × 100) = 90.37
  expect(await index('water_index', end - 2 * hour)).toMatchObject({ value: 90, official: 1 })
  await put(end - 2 * hour, end - hour, { coliform: 10_000 })
  await settle(end + hour)
  // √(81.667 × 25) = 45.18
  expect(await index('water_index', end - 2 * hour)).toMatchObject({ value: 45, official: 1 })
  const span = { station: 'WL-01', kind: 'vn_wqi_hour', from: today, to: end } as const
  expect([...readIndexChanges(db, span).values()]).toMatchObject([{ was: 90, value: 45, at: end + hour }])
})

test('what is taken back leaves no index, and what never was known has no point', async () => {
  await put(end - hour, end, automatic)
  await settle()
  await put(end - hour, end, Object.fromEntries(Object.keys(automatic).map((one) => [`q_${one}`, 4])))
  await settle()
  expect(await index('water_index', end - hour)).toMatchObject({ valid: 0, official: 0, subs: '' })
  expect(newest.get('WL-01')).toMatchObject({ value: null, band: null, official: false })
  expect(await index('water_index', end - 2 * hour)).toBeUndefined()
})

test('values that are not evaluated (flag 2) enter no index, now and when it is computed from rollups', async () => {
  const raw = Object.fromEntries(Object.keys(automatic).map((one) => [`q_${one}`, 2]))
  await put(today, today + 24 * hour, { ...automatic, ...raw })
  await settle()
  expect(await index('water_index', today)).toMatchObject({ valid: 0, subs: '' })
  await put(today, today + hour, { tss: 20 })
  await settle()
  expect(await index('water_index_1d', today)).toMatchObject({ valid: 0, subs: '' })
})

test('a day has its index when it has ended, of 18 hours at least', async () => {
  await put(today, today + 17 * hour, automatic)
  await settle(today + 20 * hour)
  expect(await index('water_index_1d', today)).toBeUndefined()
  await settle()
  expect(await index('water_index_1d', today)).toMatchObject({ valid: 0 })
  await put(today + 17 * hour, today + 18 * hour, automatic)
  await settle()
  expect(await index('water_index_1d', today)).toEqual(w5)
})

test('arrival order does not matter', async () => {
  await put(today + 12 * hour, today + 24 * hour, { ...automatic, cod: 40 })
  await settle()
  await put(today, today + 12 * hour, automatic)
  await settle()
  const late = await index('water_index_1d', today)
  touchRange(db, 'WL-01', today, today + 24 * hour)
  await settle()
  expect(await index('water_index_1d', today)).toEqual(late)
  // COD (21 × 12 + 40 × 12) / 24 = 30.5, sub-index 50 − 25 · 0.5 / 20 = 49.375.
  expect(late).toMatchObject({ valid: 1, sub_cod: 49 })
})

test('what is rebuilt is what was there, without a revision', async () => {
  await put(today, today + 12 * hour, automatic)
  await put(today + 12 * hour, today + 24 * hour, { ...automatic, cod: 40, coliform: 4000 })
  await settle()
  const all = async () => {
    const span = {
      tags: { station: 'WL-01' },
      from: today,
      to: end,
      fields: ['valid', 'official', 'value', 'subs'],
    }
    const [hours, days] = await Promise.all(
      ['water_index', 'water_index_1d'].map((measurement) => series.readRows({ measurement, ...span })),
    )
    return [...hours!, ...days!]
  }
  const before = await all()
  expect(before).toHaveLength(25)
  touchRange(db, 'WL-01', today, end)
  await settle()
  expect(await all()).toEqual(before)
  for (const kind of ['vn_wqi_hour', 'vn_wqi_day'] as const)
    expect(readIndexChanges(db, { station: 'WL-01', kind, from: today, to: end }).size).toBe(0)
})

test('when the hour turns without readings the newest index says so; a level gauge has none to miss', async () => {
  await put(end - hour, end, automatic)
  await put(end - hour, end, { water_level: 5.8, temp: 25 }, 'WL-17')
  await settle()
  await settle(end + hour)
  expect(newest.get('WL-01')).toMatchObject({ time: new Date(end).toISOString(), value: null })
  expect(newest.has('WL-17')).toBe(false)
})
