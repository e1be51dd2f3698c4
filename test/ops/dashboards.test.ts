import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { measurements } from '@city/domain/series/measurements.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { openInflux1 } from '@city/store/series/influx1.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { startInfluxd, type Influxd } from '../services/influxd.ts'
import { dashboards, filledIn, grafana, panelQueries } from './panels.ts'

const minuteMs = 60_000
const to = Date.parse('2026-11-22T07:00:00Z')
const from = to - 6 * 60 * minuteMs

function point(
  measurement: string,
  tags: SeriesPoint['tags'],
  minutesAgo: number,
  fields: SeriesPoint['fields'],
): SeriesPoint {
  return { measurement, tags, time: to - minutesAgo * minuteMs, fields }
}

const points: SeriesPoint[] = [
  point('air', { station: 'AQ-01' }, 10, { pm25: 35.2, pm10: 61 }),
  point('air', { station: 'AQ-02' }, 12, { pm25: 80, q_pm25: 3 }),
  point('air', { station: 'AQ-02' }, 7, { pm25: 4000, q_pm25: 4 }),
  point('air_index', { station: 'AQ-01' }, 65, { valid: 1, value: 190, main: 'pm25', method: 'm' }),
  point('air_index', { station: 'AQ-01' }, 5, { valid: 1, value: 71, main: 'pm25', method: 'm' }),
  point('air_index', { station: 'AQ-02' }, 5, { valid: 1, value: 150, main: 'pm25', method: 'm' }),
  // Withdrawn: the fields of before are left over, and the hour before must not stand in.
  point('air_index', { station: 'AQ-03' }, 65, { valid: 1, value: 240, main: 'pm25', method: 'm' }),
  point('air_index', { station: 'AQ-03' }, 5, { valid: 0, value: 250, main: 'pm25', method: 'm' }),
  point('rain', { station: 'RG-01' }, 10, { rain_10m: 12.4 }),
  point('rain', { station: 'RG-02' }, 10, { rain_10m: 0 }),
  point('flood', { station: 'FP-001' }, 50, { depth_cm: 45 }),
  point('flood', { station: 'FP-001' }, 10, { depth_cm: 20 }),
  point('water', { station: 'WL-01' }, 10, { do: 6.1 }),
  point('water', { station: 'WL-02' }, 10, { do: 3.9 }),
  point('camera', { camera: 'C-1' }, 30, { online: 0, reason: 'timeout' }),
  point('camera', { camera: 'C-1' }, 5, { online: 1, fps: 15, answer_ms: 80 }),
  point('camera', { camera: 'C-2' }, 5, { online: 1, fps: 25, answer_ms: 120 }),
  point('camera', { camera: 'C-3' }, 5, { online: 0, reason: 'refused' }),
  point('dossier', { unit: '01', code: 'K01' }, 5, { value: 12, numerator: 12 }),
  point('dossier', { unit: '01', code: 'K02' }, 5, { value: 0.6667, numerator: 8, denominator: 12 }),
  point('dossier', { unit: '01', code: 'K06' }, 5, { value: 3, numerator: 3 }),
  point('dossier', { unit: '00004', code: 'K01' }, 5, { value: 2, numerator: 2 }),
  point('ingest', { source: 'mqtt' }, 3, {
    received: 100,
    stored: 90,
    duplicate: 4,
    rejected: 1,
    lag_ms: 17,
  }),
  point('ingest', { source: 'http' }, 3, { received: 10, stored: 10, duplicate: 0, rejected: 0, lag_ms: 40 }),
]

const answer = z.object({
  results: z.array(
    z.object({
      error: z.string().optional(),
      series: z
        .array(
          z.object({
            tags: z.record(z.string(), z.string()).optional(),
            values: z.array(z.array(z.union([z.number(), z.string(), z.null()]))),
          }),
        )
        .default([]),
    }),
  ),
})

let influxd: Influxd

beforeAll(async () => {
  influxd = await startInfluxd()
  const store = openInflux1({ url: influxd.url, database: 'city' })
  await store.write(points)
  await store.close()
})
afterAll(() => influxd?.stop())

/** Sends one query as Grafana does; gives the rows of all its series. */
async function ask(query: string) {
  const body = new URLSearchParams({ db: 'city', epoch: 'ms', q: filledIn(query, from, to) })
  const response = await fetch(`${influxd.url}/query`, { method: 'POST', body })
  const [result] = answer.parse(await response.json()).results
  if (!result || result.error) throw new Error(`${result?.error ?? 'no result'}: ${query}`)
  return result.series
}

/** Values (without their times) of the first query of a panel. */
async function valuesOf(dashboard: string, panel: string) {
  const found = panelQueries.find((one) => one.dashboard === dashboard && one.panel === `${panel} (A)`)
  if (!found) throw new Error(`no panel ${panel}`)
  return (await ask(found.query)).flatMap(({ values }) => values.map((row) => row[1]))
}

test.each(panelQueries)('$dashboard: $panel gets rows from a real InfluxDB', async ({ query }) => {
  const values = (await ask(query)).flatMap((series) => series.values.map((row) => row[1]))
  expect(values).not.toEqual([])
  expect(values).not.toContain(null)
})

test.each([
  // The newest index of each station is 71 and 150; 190 is an hour old.
  ['city', 'VN_AQI cao nhất', [150]],
  ['city', 'Mưa 10 phút lớn nhất', [12.4]],
  // 45 cm was forty minutes earlier at the same point.
  ['city', 'Ngập sâu nhất', [20]],
  ['city', 'Oxy hòa tan Hồ Tây, thấp nhất', [3.9]],
  // C-1 is back, C-2 up, C-3 down.
  ['city', 'Camera trực tuyến', [2 / 3]],
  ['city', 'Hồ sơ tiếp nhận', [12]],
  ['city', 'Tỷ lệ giải quyết hồ sơ', [0.6667]],
  // 110 received - (100 stored + 4 duplicates + 1 rejected)
  ['city-ingest', 'Đang chờ ghi', [5]],
  ['city-ingest', 'Bị từ chối', [1]],
  ['city-ingest', 'Trễ ghi lớn nhất', [40]],
  ['city-ingest', 'Nguồn đang gửi', [2]],
])('%s: %s shows what was stored', async (dashboard, panel, expected) => {
  const values = await valuesOf(dashboard, panel)
  expect(values).toHaveLength(expected.length)
  values.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 6))
})

test('a value outside the measuring range is not drawn, a suspect one is', async () => {
  const values = await valuesOf('city', 'PM2.5 theo trạm')
  expect(values.toSorted()).toEqual([35.2, 80])
})

test('a withdrawn index is drawn nowhere', async () => {
  const values = await valuesOf('city', 'VN_AQI theo trạm')
  expect(values.toSorted()).toEqual([150, 71])
})

test('panels ask only for measurements, tags and fields that are declared', () => {
  const names = new Set(
    Object.entries(measurements).flatMap(([name, { tags, fields }]) => [
      name,
      ...tags,
      ...Object.keys(fields),
    ]),
  )
  for (const { query } of panelQueries) {
    const aliases = new Set([...query.matchAll(/ AS "([^"]+)"/g)].map((match) => match[1]))
    const used = [...query.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(used.filter((name) => !names.has(name) && !aliases.has(name))).toEqual([])
  }
})

test('every panel has a place of its own and asks the provisioned data source', () => {
  const provisioned = parse(readFileSync(join(grafana, 'provisioning/datasources/influxdb.yml'), 'utf8'))
  const uid = z.object({ datasources: z.array(z.object({ uid: z.string() })) }).parse(provisioned)
    .datasources[0]?.uid
  expect(new Set(dashboards.map((one) => one.uid))).toEqual(new Set(['city', 'city-ingest']))
  for (const { panels } of dashboards) {
    expect(new Set(panels.map((one) => one.id)).size).toBe(panels.length)
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    for (const { targets } of panels) for (const one of targets) expect(one.datasource.uid).toBe(uid)
  }
})
