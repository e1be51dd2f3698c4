import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { noChanges } from '@city/domain/quality/stationLimits.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { lookForBlocked } from '@city/ingest/quality/blockedLook.ts'
import { createQuality } from '@city/ingest/quality/createQuality.ts'
import { computeMarked } from '@city/ingest/rebuild/computeMarked.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { readBlockedGauges } from '@city/store/state/blockedGauges.ts'
import { openState } from '@city/store/state/openState.ts'
import { saveRollupMark } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { touchRange } from '@city/store/state/touchedHours.ts'
import { dayMs, hourMs } from '../store/times.ts'

/* A gauge that shows 0 mm for 30 days while its neighbours have more than 50 mm (environment.md 7.3). */

/** Midnight of Hanoi, 1 June 2026. */
const first = Date.parse('2026-05-31T17:00:00Z')
const days = 40
const now = first + days * dayMs + 5 * hourMs
/** 20 mm each on the 6th, 16th and 26th of June: in the hour after noon, 4 mm each 12 minutes. */
const rainDays = [5, 15, 25]
const stations = new Map(
  ['DRY', 'WET-1', 'WET-2'].map((id, at): [string, Station] => {
    const rest = { owner: '', kind: '', positionQuality: '', tipMm: 0.2, name: { vi: id, en: id } } as const
    const place = { lat: 21 + at / 100, lon: 105.8 }
    return [id, { id, domain: 'rain', intervalS: 600, parameters: ['rain_10m'], ...place, ...rest }]
  }),
)

const opened: { dir: string; series: SeriesStore; db: StateDb }[] = []
afterEach(async () => {
  for (const { dir, series, db } of opened.splice(0)) {
    await series.close()
    db.close()
    await rm(dir, { recursive: true })
  }
})

async function open() {
  const dir = await mkdtemp(join(tmpdir(), 'blocked-'))
  const db = openState(join(dir, 'state.sqlite'))
  saveRollupMark(db, 'stored_marked', 1)
  const series = openEmbedded(join(dir, 'series.sqlite'))
  opened.push({ dir, series, db })
  const quality = createQuality({ stations, series, db, profile: noChanges })
  const onError = (error: Error): never => {
    throw error
  }
  const told = { saveLatest: () => undefined, publish: () => undefined, onError }
  const end = now - (now % hourMs)
  const settle = () => computeMarked({ stations, series, db, quality, ...told }, end)
  return {
    series,
    db,
    settle,
    write: (points: SeriesPoint[]) => land(series, db, points),
    /** Settles and looks until nothing changes, as ingest and a rebuild do. */
    async settleAll(): Promise<void> {
      let rounds = 0
      do {
        expect(await settle()).toBe(true)
        expect(++rounds).toBeLessThan(5)
      } while ((await lookForBlocked({ stations, series, db, profile: noChanges }, now)) > 0)
    },
  }
}

async function land(series: SeriesStore, db: StateDb, points: SeriesPoint[]): Promise<void> {
  for (let at = 0; at < points.length; at += 5000) await series.write(points.slice(at, at + 5000))
  for (const { tags, time } of [points[0]!, points.at(-1)!]) touchRange(db, tags.station!, time, time + 1)
  const { tags, time } = points[0]!
  touchRange(db, tags.station!, time, points.at(-1)!.time + 1)
}

function readings(id: string): SeriesPoint[] {
  const points: SeriesPoint[] = []
  for (let time = first; time < now; time += 600_000) {
    const day = Math.floor((time - first) / dayMs)
    const isNoon = Math.floor(((time - first) % dayMs) / hourMs) === 12
    const mm = id !== 'DRY' && rainDays.includes(day) && isNoon ? 20 / 6 : 0
    points.push({ measurement: 'rain', tags: { station: id }, time, fields: { rain_10m: mm } })
  }
  return points
}

async function everything(series: SeriesStore): Promise<unknown[]> {
  const all = { from: first - dayMs, to: now + dayMs }
  const fields = ['rain_10m', 'q_rain_10m', 't_rain_10m']
  const figures = ['rain_10m', 'rain_10m_count', 'rain_10m_completeness']
  return [
    ...(await series.readRows({ measurement: 'rain', ...all, fields })),
    ...(await series.readRows({ measurement: 'rain_1d', ...all, fields: figures })).map(
      ({ tags, time, fields: own }) => ({
        ...{ tags, time, count: own['rain_10m_count'], completeness: own['rain_10m_completeness'] },
        mean: Number(own['rain_10m_count']) > 0 ? own['rain_10m'] : null,
      }),
    ),
  ]
}

const blockedOf = (db: StateDb) => readBlockedGauges(db, { from: 0, to: Infinity })

async function landedInOrder(order: readonly string[]) {
  const city = await open()
  for (const id of order) {
    await city.write(readings(id))
    await city.settleAll()
  }
  return city
}

test('its zeros are suspect since it rained around it, leave its rollups, and neighbours stand', async () => {
  const { series, db } = await landedInOrder(['WET-1', 'WET-2', 'DRY'])
  expect(blockedOf(db)).toEqual([
    {
      station: 'DRY',
      drySince: first,
      from: first + 5 * dayMs,
      to: first + (days + 1) * dayMs,
      neighbours: [
        { station: 'WET-1', mm: 60 },
        { station: 'WET-2', mm: 60 },
      ],
    },
  ])
  const all = { measurement: 'rain', from: first, to: now, fields: ['rain_10m', 'q_rain_10m', 't_rain_10m'] }
  const rows = await series.readRows({ ...all, tags: { station: 'DRY' } })
  const hourNow = now - (now % hourMs)
  for (const { time, fields } of rows.filter((row) => row.time < hourNow))
    expect(fields.q_rain_10m ?? 1).toBe(time < first + 5 * dayMs ? 1 : 3)
  for (const { fields } of await series.readRows({ ...all, tags: { station: 'WET-1' } }))
    expect(fields.q_rain_10m ?? 1).toBe(1)
  const rolled = { measurement: 'rain_1d', from: first, to: now, fields: ['rain_10m_count'] }
  const counts = await series.readRows({ ...rolled, tags: { station: 'DRY' } })
  expect(counts.map(({ fields }) => fields.rain_10m_count).slice(0, 7)).toEqual([
    144, 144, 144, 144, 144, 0, 0,
  ])
})

test('the order of arrival makes no difference, nor does computing all of it again', async () => {
  const one = await landedInOrder(['WET-1', 'WET-2', 'DRY'])
  const other = await landedInOrder(['DRY', 'WET-2', 'WET-1'])
  const expected = await everything(one.series)
  expect(await everything(other.series)).toEqual(expected)
  expect(blockedOf(other.db)).toEqual(blockedOf(one.db))
  for (const id of stations.keys()) touchRange(one.db, id, first, now)
  await one.settleAll()
  expect(await everything(one.series)).toEqual(expected)
  expect(blockedOf(one.db)).toEqual(blockedOf(other.db))
})

test('rain of the gauge that arrives late lifts the verdict, as if it had been there', async () => {
  const late: SeriesPoint = {
    ...{ measurement: 'rain', tags: { station: 'DRY' }, time: first + 20 * dayMs, fields: { rain_10m: 0.2 } },
  }
  const after = await landedInOrder(['WET-1', 'WET-2', 'DRY'])
  await after.write([late])
  await after.settleAll()
  const before = await open()
  await before.write([...readings('DRY').filter(({ time }) => time !== late.time), late])
  for (const id of ['WET-1', 'WET-2']) await before.write(readings(id))
  touchRange(before.db, 'DRY', first, now)
  await before.settleAll()
  expect(blockedOf(after.db)).toEqual([])
  const said = (rows: unknown[]) => JSON.stringify(rows).replaceAll(/"[qt]_rain_10m":[01],?/g, '')
  expect(said(await everything(after.series)).replaceAll(',}', '}')).toBe(
    said(await everything(before.series)).replaceAll(',}', '}'),
  )
})
