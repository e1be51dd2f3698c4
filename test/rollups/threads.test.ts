import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import { noChanges } from '@city/domain/quality/stationLimits.ts'
import { measurements } from '@city/domain/series/measurements.ts'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { createQuality } from '@city/ingest/quality/createQuality.ts'
import { computeInThread, type ComputingThread } from '@city/ingest/rebuild/computeInThread.ts'
import { computeMarked } from '@city/ingest/rebuild/computeMarked.ts'
import { openSeries, type SeriesSettings } from '@city/store/series/openSeries.ts'
import { openState } from '@city/store/state/openState.ts'
import { saveRollupMark } from '@city/store/state/rollupMarks.ts'
import { countTouchedHours, touchRange } from '@city/store/state/touchedHours.ts'
import { influxd, startInfluxd, type Influxd } from '../services/influxd.ts'
import { describeWith } from '../services/requireServices.ts'
import { dayMs, hourMs } from '../store/times.ts'

/* Threads compute what one thread does, to the last bit. */

const to = Date.parse('2026-11-20T03:00:00Z')
const from = to - 40 * dayMs
const rest = { lat: 21, lon: 105.8, owner: '', kind: '', positionQuality: '' } as const
const stations = new Map(
  [3600, 600, 3600].map((intervalS, at): [string, Station] => {
    const id = `AIR-${at}`
    return [
      id,
      { id, domain: 'air', intervalS, parameters: [...aqiParameters], name: { vi: id, en: id }, ...rest },
    ]
  }),
)
const written = ['air', 'air_1h', 'air_1d', 'air_index', 'air_index_1d']

function contract(settingsOf: (dir: string, name: string) => SeriesSettings): void {
  const dirs: string[] = []
  const threads: ComputingThread[] = []

  afterEach(async () => {
    await Promise.all(threads.splice(0).map((thread) => thread.stop()))
    await Promise.all(dirs.splice(0).map((dir) => rm(dir, { recursive: true })))
  })

  async function rebuilt(name: string, count: number): Promise<unknown[]> {
    const dir = await mkdtemp(join(tmpdir(), 'threads-'))
    dirs.push(dir)
    const statePath = join(dir, 'state.sqlite')
    const db = openState(statePath)
    saveRollupMark(db, 'stored_marked', 1)
    const settings = settingsOf(dir, name)
    const series = await openSeries(settings)
    for (const station of stations.values()) {
      await series.write(readingsOf(station))
      touchRange(db, station.id, from, to)
    }
    for (let at = 0; at < count; at++)
      threads.push(computeInThread({ stations, quality: noChanges, series: settings, statePath }, series))
    const onError = (error: Error): never => {
      throw error
    }
    const told = { saveLatest: () => undefined, publish: () => undefined, onError }
    const quality = createQuality({ stations, series, db, profile: noChanges })
    expect(await computeMarked({ stations, series, db, quality, ...told }, to, { threads })).toBe(true)
    expect(countTouchedHours(db, { from, to })).toBe(0)
    const rows = await allRows(series)
    await series.close()
    db.close()
    return rows
  }

  test('two threads write the same flags, rollups and indices as none', async () => {
    const alone = await rebuilt('alone', 0)
    const together = await rebuilt('together', 2)
    expect(alone.length).toBeGreaterThan(3 * 40 * 24 * 2)
    expect(together).toEqual(alone)
  })
}

async function allRows(series: SeriesStore): Promise<unknown[]> {
  const rows: unknown[] = []
  for (const measurement of written)
    for (const station of stations.keys()) {
      const fields = Object.keys(measurements[measurement]!.fields)
      const query = { measurement, tags: { station }, from: from - dayMs, to: to + dayMs, fields }
      rows.push(...(await series.readRows(query)).map((row) => [measurement, station, row.time, row.fields]))
    }
  return rows
}

/** Readings with gaps, values that stand still and values out of range, always the same. */
function readingsOf({ id, intervalS }: Station): SeriesPoint[] {
  let seed = 11 + id.charCodeAt(4)
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const points: SeriesPoint[] = []
  for (let time = from; time < to; time += intervalS * 1000) {
    if (random() < 0.05) continue
    const isStuck = Math.floor(time / hourMs) % 211 < 30
    const fields: SeriesPoint['fields'] = {}
    for (const parameter of aqiParameters)
      fields[parameter] = isStuck && parameter === 'pm25' ? 17.5 : Math.round(random() * 900) / 10
    if (random() < 0.01) fields['pm10'] = 90_000
    points.push({ measurement: 'air', tags: { station: id }, time, fields })
  }
  return points
}

describe('embedded store', () => {
  contract((dataDir) => ({ dataDir }))
})

describeWith(influxd)('InfluxDB 1.x', () => {
  let server: Influxd
  beforeAll(async () => {
    server = await startInfluxd()
  })
  afterAll(() => server.stop())
  contract((dataDir, database) => ({ dataDir, influxUrl: server.url, database }))
})
