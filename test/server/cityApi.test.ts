import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as shapes from '@city/domain/api/schemas.ts'
import { problem, readiness } from '@city/domain/api/service.ts'
import { saveHealth } from '@city/store/state/cameraHealth.ts'
import { deadLetterWriter } from '@city/store/state/deadLetters.ts'
import { latestReadingWriter, saveLatestIndex } from '@city/store/state/latest.ts'
import { ledgerWriter } from '@city/store/state/ledger.ts'
import { takeState } from '@city/server/stateFeed.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { startAt, startServer, type RunningServer } from './startServer.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer({ PUBLIC_ORIGINS: 'https://portal.example' })
  const { state, latest } = server
  const save = latestReadingWriter(state)
  save({
    station: 'AQ-01',
    domain: 'air',
    time: startAt - 60_000,
    values: { pm25: 35.2 },
    flags: { pm25: 3 },
  })
  save({
    station: 'RG-01',
    domain: 'rain',
    time: startAt - 5 * 3_600_000,
    values: { rain_10m: 0 },
    flags: {},
  })
  saveLatestIndex(state, 'AQ-01', {
    kind: 'vn_aqi_hour',
    time: '2026-11-22T02:00:00.000Z',
    value: 90,
    band: 'moderate',
    main: 'pm25',
    sub_indices: { pm25: 90 },
    method: 'VN_AQI',
  })
  const visit = { state: 'online', reason: null, since: startAt - 9000, checkedAt: startAt - 1000 } as const
  const measured = {
    answerMs: 12,
    fps: 24.9,
    width: 1280,
    height: 720,
    codec: 'h264',
    snapshotAt: startAt - 1000,
  }
  saveHealth(state, { camera: 'CAM-1', ...visit, ...measured })
  const row = { source: 'mqtt', station: 'AQ-01', hour: Date.parse('2026-11-22T03:00:00Z') }
  ledgerWriter(state)({ ...row, received: 5, stored: 3, duplicate: 1, rejected: 1, waiting: 0 })
  const letter = { source: 'mqtt', station: 'AQ-01', scope: 'reading', reason: 'missing_time', detail: '' }
  for (const raw of ['{"a":1}', '{"a":2}', '{"a":3}'])
    deadLetterWriter(state)({ ...letter, raw, at: startAt - raw.charCodeAt(5) })
  const cameras = join(server.dataDir, 'demo', 'cameras.csv')
  takeState(
    state,
    await readProfile(join(import.meta.dirname, '../../domain/hanoi'), cameras),
    latest,
    startAt,
  )
})
afterAll(() => server.stop())

async function json(path: string): Promise<unknown> {
  const response = await server.get(path)
  expect(response.status, path).toBe(200)
  return response.json()
}

describe('what the city is', () => {
  it('tells identity, map and whether data are simulated', async () => {
    const city = shapes.cityInfo.parse(await json('/api/v1/city'))
    expect(city).toMatchObject({
      id: 'hanoi',
      name: { vi: 'Hà Nội' },
      demo: false,
      timezone: 'Asia/Ho_Chi_Minh',
    })
  })

  it('gives the outlines of the profile and no other file of it', async () => {
    const outline = await server.get('/api/v1/basemap/hanoi-outline.geojson')
    expect(outline.headers.get('content-type')).toContain('application/geo+json')
    expect(await outline.json()).toMatchObject({ type: 'FeatureCollection' })
    for (const file of ['city.yaml', 'cameras.csv', '..%2f..%2fpackage.json'])
      expect((await server.get(`/api/v1/basemap/${file}`)).status, file).toBe(400)
  })

  it('lists 126 communes and wards and the city above them', async () => {
    const { items } = shapes.unitList.parse(await json('/api/v1/units'))
    expect(items.filter(({ parent }) => parent === '01')).toHaveLength(126)
    expect(items.find(({ code }) => code === '01')).toMatchObject({ parent: null })
  })
})

describe('stations', () => {
  it('carry the newest reading, its flags, the index and freshness as GeoJSON', async () => {
    const { features } = shapes.stationCollection.parse(await json('/api/v1/stations.geojson'))
    expect(features).toHaveLength(28 + 41 + 75 + 18)
    const air = features.find(({ id }) => id === 'AQ-01')
    expect(air?.geometry.coordinates).toEqual([105.7999, 21.0152])
    expect(air?.properties).toMatchObject({
      freshness: 'fresh',
      interval_s: 300,
      latest: { time: '2026-11-22T03:29:00.000Z', values: { pm25: 35.2 }, flags: { pm25: 3 } },
      index: { value: 90, band: 'moderate', main: 'pm25' },
    })
    expect(features.find(({ id }) => id === 'RG-01')?.properties.freshness).toBe('stale')
    const never = features.find(({ id }) => id === 'AQ-02')?.properties
    expect(never).toMatchObject({ latest: null, index: null, freshness: 'silent' })
  })

  it('come in pages that together are the whole list, once each', async () => {
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page = shapes.stationList.parse(
        await json(`/api/v1/stations?domain=rain&limit=15${next && `&next=${encodeURIComponent(next)}`}`),
      )
      seen.push(...page.items.map(({ id }) => id))
      next = page.next
    }
    expect(seen).toHaveLength(41)
    expect(new Set(seen).size).toBe(41)
  })

  it('are answered one by one', async () => {
    expect(shapes.stationItem.parse(await json('/api/v1/stations/FP-001'))).toMatchObject({
      domain: 'flood',
      flood_trigger: { mm: 50, window_min: 120 },
    })
  })
})

describe('cameras', () => {
  it('show measured health and never an address', async () => {
    const text = await (await server.get('/api/v1/cameras')).text()
    expect(text).not.toMatch(/rtsp|secret/)
    const { items } = shapes.cameraList.parse(JSON.parse(text))
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      ['CAM-1', 'online'],
      ['CAM-2', 'unknown'],
    ])
    expect(items[0]).toMatchObject({ fps: 24.9, codec: 'h264', snapshot_at: '2026-11-22T03:29:59.000Z' })
    expect(items[1]).toMatchObject({ fps: null, since: null, snapshot_at: null })
  })

  it('are filtered for the public door', async () => {
    const { items } = shapes.cameraList.parse(await json('/api/v1/cameras?public=true'))
    expect(items.map(({ id }) => id)).toEqual(['CAM-1'])
  })

  it('answer a missing picture with a problem, and a picture with its time', async () => {
    expect((await server.get('/api/v1/cameras/CAM-1/snapshot.jpg')).status).toBe(404)
    const folder = join(server.dataDir, 'snapshots')
    await mkdir(folder)
    await writeFile(join(folder, 'CAM-1.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xd9]))
    const takenAt = new Date('2026-11-22T03:20:00Z')
    await utimes(join(folder, 'CAM-1.jpg'), takenAt, takenAt)
    const picture = await server.get('/api/v1/cameras/CAM-1/snapshot.jpg')
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
    expect(picture.headers.get('x-snapshot-at')).toBe('2026-11-22T03:20:00.000Z')
    expect(picture.headers.get('last-modified')).toBe('Sun, 22 Nov 2026 03:20:00 GMT')
    const again = await server.get('/api/v1/cameras/CAM-1/snapshot.jpg', {
      headers: { 'if-none-match': picture.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
    expect((await server.get('/api/v1/cameras/..%2Fstate/snapshot.jpg')).status).toBe(404)
  })
})

describe('records', () => {
  it('page dead letters, newest first, with the reason in plain words', async () => {
    const first = shapes.deadLetterList.parse(await json('/api/v1/dead-letters?limit=2'))
    expect(first.items.map(({ raw }) => raw)).toEqual(['{"a":1}', '{"a":2}'])
    expect(first.items[0]?.text.vi).toBe('Thiếu thời điểm quan trắc (ts)')
    const second = shapes.deadLetterList.parse(await json(`/api/v1/dead-letters?limit=2&next=${first.next}`))
    expect(second).toMatchObject({ items: [{ raw: '{"a":3}' }], next: null })
  })

  it('show the ledger and that it balances', async () => {
    expect(shapes.ledger.parse(await json('/api/v1/ledger'))).toEqual({
      rows: [
        {
          ...{ source: 'mqtt', station: 'AQ-01', hour: '2026-11-22T03:00:00.000Z' },
          ...{ received: 5, stored: 3, duplicate: 1, rejected: 1, waiting: 0 },
        },
      ],
      balanced: true,
      unbalanced: { rows: 0, oldest_at: null },
      journal: { readings: 0, booked: 0, oldest_at: null },
    })
  })
})

describe('faults', () => {
  const faults: [string, number, string][] = [
    ['/api/v1/nothing', 404, '/problems/not-found'],
    ['/nowhere', 404, '/problems/not-found'],
    ['/api/v1/stations/XX-1', 404, '/problems/unknown-station'],
    ['/api/v1/stations?domain=noise', 400, '/problems/bad-request'],
    ['/api/v1/stations?limit=0', 400, '/problems/bad-request'],
    ['/api/v1/stations?next=XX-1', 400, '/problems/bad-request'],
    ['/api/v1/dead-letters?next=1', 400, '/problems/bad-request'],
    ['/api/v1/stations/AQ-01/readings?from=yesterday', 400, '/problems/bad-request'],
    ['/api/v1/stations/AQ-01/readings?from=2026-02-30', 400, '/problems/bad-request'],
    ['/api/v1/stations/AQ-01/readings?from=2026-11-02&to=2026-11-01', 400, '/problems/bad-request'],
    ['/api/v1/stations/AQ-01/readings?from=2026-01-01&to=2026-11-01', 400, '/problems/span-too-long'],
    ['/api/v1/stations/AQ-01/readings?parameters=gold', 400, '/problems/bad-request'],
    ['/api/v1/stations/AQ-01/readings?every=1h&parameters=wd', 400, '/problems/bad-request'],
    ['/api/v1/stations/RG-01/aqi', 400, '/problems/wrong-domain'],
    ['/api/v1/rain/totals?window=5h', 400, '/problems/bad-request'],
    ['/api/v1/cameras/NONE', 404, '/problems/unknown-camera'],
    ['/api/v1/stations/%E0%A4%A', 400, '/problems/bad-request'],
  ]
  it.each(faults)('%s is answered %i with %s', async (path, status, type) => {
    const response = await server.get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const body = problem.parse(await response.json())
    expect(body).toMatchObject({ type, status })
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:/)
  })

  it('name every wrong parameter at once', async () => {
    const response = await server.get('/api/v1/stations/AQ-01/readings?from=x&every=2h')
    expect(problem.parse(await response.json()).detail).toMatch(/from:.*every:/)
  })

  it('say which method a path takes', async () => {
    const response = await server.get('/api/v1/stations', { method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })
})

describe('caching and doors', () => {
  it('answers 304 to the tag it gave, and lets proxies keep public answers', async () => {
    const first = await server.get('/api/v1/stations.geojson')
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+, stale-while-revalidate=\d+$/)
    const etag = first.headers.get('etag') ?? ''
    const again = await server.get('/api/v1/stations.geojson', { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('compresses for those who take it', async () => {
    const response = await server.get('/api/v1/stations.geojson', { headers: { 'accept-encoding': 'gzip' } })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect(response.headers.get('vary')).toMatch(/Accept-Encoding/i)
    expect(Number(response.headers.get('content-length'))).toBeLessThan(20_000)
    expect((await response.json()).features).toHaveLength(162)
  })

  it('changes the tag when a reading changes', async () => {
    const first = await server.get('/api/v1/stations/AQ-03')
    server.latest.take('readings', [
      {
        station: 'AQ-03',
        domain: 'air',
        latest: { time: '2026-11-22T03:29:30.000Z', values: { pm25: 12 }, flags: {} },
      },
    ])
    const tag = { 'if-none-match': first.headers.get('etag') ?? '' }
    await expect
      .poll(async () => (await server.get('/api/v1/stations/AQ-03', { headers: tag })).status, {
        timeout: 5000,
      })
      .toBe(200)
  })

  it('keeps nothing of the records', async () => {
    expect((await server.get('/api/v1/dead-letters')).headers.get('cache-control')).toBe('no-store')
  })

  it('lets only listed origins read from their pages and frame the embed', async () => {
    const asked = async (path: string, origin: string) =>
      (await server.get(path, { headers: { origin } })).headers
    const listed = await asked('/api/v1/city', 'https://portal.example')
    expect(listed.get('access-control-allow-origin')).toBe('https://portal.example')
    expect(
      (await asked('/api/v1/city', 'https://other.example')).get('access-control-allow-origin'),
    ).toBeNull()
    const embed = await server.get('/embed')
    expect(embed.headers.get('content-security-policy')).toContain(
      "frame-ancestors 'self' https://portal.example",
    )
    expect(embed.headers.get('x-frame-options')).toBeNull()
    const desk = await server.get('/desk/stations')
    expect(desk.headers.get('content-security-policy')).toMatch(/frame-ancestors 'self'$/)
    expect(desk.headers.get('content-security-policy')).not.toContain('portal.example')
  })

  it.each([
    ['/api/v1/city', true],
    ['/api/v1/units', true],
    ['/api/v1/basemap/hanoi-outline.geojson', true],
    ['/api/v1/stations', true],
    ['/api/v1/stations.geojson?domain=air', true],
    ['/api/v1/stations/AQ-01/readings', true],
    ['/api/v1/aqi', true],
    ['/api/v1/wqi?kind=day', true],
    ['/api/v1/rain/totals?window=1h', true],
    ['/api/v1/flood', true],
    ['/api/v1/indicators', true],
    ['/api/v1/dossiers/summary', true],
    ['/api/v1/cameras?public=true', true],
    ['/api/v1/cameras', false],
    ['/api/v1/cameras?public=false', false],
    ['/api/v1/cameras?public=true&public=false', false],
    ['/api/v1/cameras/CAM-2', false],
    ['/api/v1/cameras/CAM-2/snapshot.jpg', false],
    ['/api/v1/stations/../dead-letters', false],
    ['/api/v1/dossiers', false],
    ['/api/v1/dead-letters', false],
    ['/api/v1/ledger', false],
  ])('%s may be read by pages of listed origins: %s', async (path, may) => {
    const origin = 'https://portal.example'
    const { headers } = await server.get(path, { headers: { origin } })
    expect(headers.get('access-control-allow-origin')).toBe(may ? origin : null)
    expect(headers.get('cross-origin-resource-policy')).toBe(may ? 'cross-origin' : 'same-origin')
    const asked = await server.get(path, { method: 'OPTIONS', headers: { origin } })
    expect(asked.headers.get('access-control-allow-origin')).toBe(may ? origin : null)
  })

  it('allows no inline script', async () => {
    const policy = (await server.get('/')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
  })

  it('says how to build the web app where it is missing, and serves it once it is there', async () => {
    const missing = await server.get('/wall')
    expect([missing.status, await missing.text()]).toEqual([503, expect.stringContaining('npm run build')])
    const web = join(server.dataDir, 'no-web')
    await mkdir(join(web, 'assets'), { recursive: true })
    await writeFile(join(web, 'index.html'), '<!doctype html><p>door')
    await writeFile(join(web, 'assets', 'app-abc123.js'), 'export {}')
    for (const door of ['/', '/wall', '/desk', '/desk/stations/AQ-01', '/embed']) {
      const page = await server.get(door)
      expect([door, page.status, await page.text()]).toEqual([door, 200, '<!doctype html><p>door'])
      expect(page.headers.get('cache-control')).toBe('no-cache')
    }
    const asset = await server.get('/assets/app-abc123.js')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await server.get('/assets/gone.js')).status).toBe(404)
  })
})

describe('the service itself', () => {
  it('lives, and says what is away and since when', async () => {
    expect((await server.get('/livez')).status).toBe(200)
    await expect
      .poll(async () => {
        const body = readiness.parse(await (await server.get('/readyz')).json())
        return body.dependencies.map(({ name, state }) => `${name} ${state}`)
      })
      .toEqual(['state up', 'series up', 'broker away', 'ingest away'])
    const body = readiness.parse(await json('/readyz'))
    expect(body.status).toBe('degraded')
  })

  it('gives the age of the newest observation by domain to Prometheus', async () => {
    const text = await (await server.get('/metrics')).text()
    const age = Number(/city_newest_observation_age_seconds\{domain="rain"\} (\S+)/.exec(text)?.[1])
    expect(age).toBeGreaterThanOrEqual(5 * 3600)
    expect(age).toBeLessThan(5 * 3600 + 120)
    expect(text).not.toMatch(/age_seconds\{domain="water"\}/)
    expect(text).toMatch(
      /http_server_request_duration_seconds_count\{method="GET",route="\/api\/v1\/city",status="200"\}/,
    )
  })
})
