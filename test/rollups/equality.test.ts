import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StationSeries } from '@city/domain/api/schemas.ts'
import { rolledUpParameters } from '@city/domain/series/rollups.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { createRetention } from '@city/ingest/rollups/retention.ts'
import { batchesOf } from '@city/ingest/rollups/batchesOf.ts'
import { markStored } from '@city/ingest/rollups/markStored.ts'
import { settleHours } from '@city/ingest/rollups/settleHours.ts'
import { stretchesOf } from '@city/ingest/rollups/stretchesOf.ts'
import { readSeries, seriesQuery } from '@city/server/series/readSeries.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { openInflux1 } from '@city/store/series/influx1.ts'
import { openState } from '@city/store/state/openState.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { countTouchedHours, readTouchedHours, touchRange } from '@city/store/state/touchedHours.ts'
import { influxd, startInfluxd, type Influxd } from '../services/influxd.ts'
import { describeWith } from '../services/requireServices.ts'
import { dayMs, hourMs } from '../store/times.ts'

/* What rollups answer is what the raw readings say: the same readings, read both ways. */

const cityDir = fileURLToPath(new URL('../../domain/hanoi', import.meta.url))
/** 2026-11-22 10:20 in Hanoi. */
const now = Date.parse('2026-11-22T03:20:00Z')
const first = now - 12 * dayMs

function contract(openStore: (dir: string) => Promise<SeriesStore>): void {
  let dir: string
  let series: SeriesStore
  /** Knows of rollups; `bare` does not, so that answers by it come from raw readings alone. */
  let state: StateDb
  let bare: StateDb
  let all: ReadonlyMap<string, Station>
  let stations: Map<string, Station>

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rollups-'))
    series = await openStore(dir)
    state = openState(join(dir, 'state.sqlite'))
    bare = openState(join(dir, 'bare.sqlite'))
    all = (await readProfile(cityDir)).stations
    stations = new Map(['AQ-01', 'AQ-02', 'RG-01'].map((id) => [id, all.get(id)!]))
    for (const station of stations.values()) await series.write(readingsOf(station))
  })

  afterAll(async () => {
    await series.close()
    state.close()
    bare.close()
    await rm(dir, { recursive: true })
  })

  async function settleAll(): Promise<void> {
    const end = now - (now % hourMs)
    const rethrow = (error: Error): never => {
      throw error
    }
    const parts = { stations, series, db: state, saveLatest: () => undefined, publish: () => undefined }
    for (;;) {
      const rows = readTouchedHours(state, end, 5)
      if (rows.length === 0) return
      for (const batch of batchesOf(stretchesOf(rows, 31)))
        await settleHours({ ...parts, onError: rethrow }, batch, end)
    }
  }

  const ask = (by: StateDb, id: string, every: '1h' | '1d'): Promise<StationSeries> => {
    const to = new Date(now + hourMs).toISOString()
    const query = seriesQuery.parse({ from: new Date(first - dayMs).toISOString(), to, every })
    return readSeries({ series, state: by }, stations.get(id)!, query, now)
  }

  async function expectEqual(): Promise<void> {
    for (const id of stations.keys())
      for (const every of ['1h', '1d'] as const) {
        const [rolled, raw] = [await ask(state, id, every), await ask(bare, id, every)]
        expect(raw.points.length, id).toBeGreaterThan(every === '1h' ? 150 : 10)
        expect(rolled.points.map(({ time }) => time)).toEqual(raw.points.map(({ time }) => time))
        expect(rolled.points.map(({ count, min, max }) => ({ count, min, max }))).toEqual(
          raw.points.map(({ count, min, max }) => ({ count, min, max })),
        )
        for (const [at, point] of raw.points.entries())
          for (const figures of ['values', 'completeness'] as const)
            for (const [parameter, value] of Object.entries(point[figures]!))
              expect(Math.abs(rolled.points[at]![figures]![parameter]! - value)).toBeLessThan(1e-9)
      }
  }

  test('what was stored before there were rollups is marked once and rolled up, newest day first', async () => {
    expect(await markStored(series, state, stations, now)).toBe(39)
    expect(await markStored(series, state, stations, now)).toBe(0)
    await expectEqual()
    expect(readTouchedHours(state, now, 1)[0]?.day).toBe(Date.parse('2026-11-22T00:00:00Z'))
    await settleAll()
    expect(countTouchedHours(state, { from: first, to: now - (now % hourMs) })).toBe(0)
    const rows = await series.readRows({ measurement: 'air_1h', from: 0, to: now, fields: ['pm25'] })
    expect(rows.length).toBeGreaterThan(400)
    await expectEqual()
  })

  test('values that are taken back are gone from hours and days, those that come late are in', async () => {
    const from = first + 3 * dayMs
    const taken: SeriesPoint[] = []
    for (let time = from; time < from + 30 * hourMs; time += 300_000)
      taken.push({ measurement: 'air', tags: { station: 'AQ-01' }, time, fields: { pm25: 20, q_pm25: 4 } })
    const late = [1, 2].map((minute): SeriesPoint => {
      return { measurement: 'air', tags: { station: 'AQ-02' }, time: from + minute, fields: { pm25: 77.5 } }
    })
    await series.write([...taken, ...late])
    touchRange(state, 'AQ-01', from, from + 30 * hourMs)
    touchRange(state, 'AQ-02', from, from + 1)
    await expectEqual()
    await settleAll()
    await expectEqual()
    const { points } = await ask(state, 'AQ-01', '1h')
    const hour = points.find(({ time }) => Date.parse(time) === from + 10 * hourMs - (from % hourMs))
    expect(hour?.values['pm10']).toBeDefined()
    expect(hour?.values['pm25']).toBeUndefined()
  })

  test('raw readings are removed only when all is rolled up; then the answers stand, and late ones add nothing wrong', async () => {
    const before = await ask(state, 'AQ-02', '1h')
    const days = await ask(state, 'AQ-02', '1d')
    const removed: number[] = []
    const retention = createRetention({
      ...{ series, db: state, days: 5, quietMs: 0, now: () => now },
      onRemoved: (time) => removed.push(time),
      onError: (error) => {
        throw error
      },
    })
    touchRange(state, 'AQ-02', first, first + hourMs)
    expect(await retention.run()).toBe(false)
    await settleAll()
    const indices = () =>
      series.readRows({ measurement: 'air_index', from: 0, to: now, fields: ['valid', 'value'] })
    const indicesBefore = await indices()
    expect(await retention.run()).toBe(true)
    const cut = Date.parse('2026-11-16T17:00:00Z')
    expect(removed).toEqual([cut])
    const left = await series.readRows({
      measurement: 'air',
      from: 0,
      to: now,
      fields: rolledUpParameters('air'),
    })
    expect(Math.min(...left.map(({ time }) => time))).toBeGreaterThanOrEqual(cut)
    expect(await ask(state, 'AQ-02', '1h')).toEqual(before)
    expect(await ask(state, 'AQ-02', '1d')).toEqual(days)
    // One reading of a removed hour again, and all hours rebuilt: what is known of them stays known.
    await series.write([
      { measurement: 'air', tags: { station: 'AQ-02' }, time: first + dayMs, fields: { pm25: 400 } },
    ])
    touchRange(state, 'AQ-02', first, now)
    await settleAll()
    expect(await ask(state, 'AQ-02', '1h')).toEqual(before)
    expect(await ask(state, 'AQ-02', '1d')).toEqual(days)
    expect(await indices()).toEqual(indicesBefore)
  })
}

/** Twelve days of readings with gaps and flags, always the same. */
function readingsOf({ id, domain, intervalS }: Station): SeriesPoint[] {
  let seed = 7 + id.length * id.charCodeAt(4)
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const points: SeriesPoint[] = []
  for (let time = first; time < now; time += intervalS * 1000) {
    if (random() < 0.1 || Math.floor(time / hourMs) % 17 === 3) continue
    const fields: SeriesPoint['fields'] = {}
    for (const parameter of rolledUpParameters(domain)) {
      if (random() < 0.2) continue
      fields[parameter] = Math.round(random() * 1e4) / 100
      const chance = random()
      if (chance < 0.03) fields[`q_${parameter}`] = chance < 0.01 ? 2 : 3
    }
    if (Object.keys(fields).length > 0)
      points.push({ measurement: domain, tags: { station: id }, time, fields })
  }
  return points
}

describe('embedded store', () => {
  contract(async (dir) => openEmbedded(join(dir, 'series.sqlite')))
})

describeWith(influxd)('InfluxDB 1.x', () => {
  let server: Influxd
  beforeAll(async () => {
    server = await startInfluxd()
  })
  afterAll(() => server.stop())
  contract(async () => openInflux1({ url: server.url, database: 'rollups' }))
})
