import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { copyCity } from '../services/cityCopy.ts'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'
import { portalTime, startPortal, type Item, type Portal, type Stat } from '../services/portal.ts'

/* The city air portal, spoken by a real HTTP server with the traps of environment.md 4.7. */

const minute = 60_000
const hour = 60 * minute
const thisHour = Date.now() - (Date.now() % hour)
const sites = [
  {
    id: 14,
    name: 'Số 46, phố Lưu Quang Vũ',
    latitude: '21.0152',
    longtitude: '105.7999',
    code: 'HN_CCMT_KHITY3',
    aqi: 152,
  },
  { id: 48, name: 'Nhân Chính', latitude: 21.0031, longtitude: 105.7947, aqi: 61, aqi_time: '28-09-2026' },
  { id: 49, name: 'Giải Phóng', latitude: 21.1052, longtitude: 105.8418, aqi: 88 },
]

function list(from: number, to: number, step: number, value: (time: number) => string | null): Item[] {
  const items: Item[] = []
  for (let time = from; time <= to; time += step) items.push({ time: portalTime(time), value: value(time) })
  return items
}

function month(): Record<string, Stat> {
  const from = thisHour - 30 * 24 * hour
  return {
    // A city station, hourly.
    14: {
      'PM2.5': list(from, thisHour, hour, () => '35.20'),
      NO2: list(from, thisHour, hour, (time) => (time % (2 * hour) === 0 ? '0' : '41.5')),
      CO: list(from, thisHour, hour, () => null),
    },
    // A national one, every 5 minutes, that stands still since 5 hours and shows nothing but zeros after.
    48: {
      PM10: list(from, thisHour, 5 * minute, (time) => (time > thisHour - 5 * hour ? '0' : '98.3')),
    },
  }
}

let portal: Portal
let ingest: RunningIngest
let cityDir: string
afterEach(async () => {
  await ingest.stop()
  await portal.stop()
  await rm(cityDir, { recursive: true })
})

async function start(stats: Record<string, Stat>, more = ''): Promise<void> {
  portal = await startPortal(sites, stats)
  const pull = `portal:
  url: ${portal.url}
  interval_s: 1
  allow_private: true
  stations: { 14: AQ-01, 48: AQ-14 }
${more}`
  cityDir = await copyCity({ 'pull.yaml': pull })
  ingest = await startIngestProgram({ CITY_DIR: cityDir })
}

async function rowsOf(station: string, fields: string[]) {
  const series = await openEmbedded(join(ingest.dataDir, 'series.sqlite'), { readOnly: true })
  const [from, to] = [thisHour - 40 * 24 * hour, thisHour + hour]
  const rows = await series.readRows({ measurement: 'air', tags: { station }, from, to, fields })
  await series.close()
  return rows
}

async function ledger() {
  const [from, to] = [Date.now() - 2 * hour, Date.now() + hour].map((at) => new Date(at).toISOString())
  const answer = await fetch(`${ingest.httpUrl}/api/v1/ledger?from=${from}&to=${to}`)
  const { rows, balanced } = (await answer.json()) as {
    balanced: boolean
    rows: ({ source: string } & Record<'received' | 'stored' | 'duplicate' | 'rejected', number>)[]
  }
  expect(balanced).toBe(true)
  const of = rows.filter(({ source }) => source === 'portal')
  const sum = (name: 'received' | 'stored' | 'duplicate' | 'rejected') =>
    of.reduce((total, row) => total + row[name], 0)
  return {
    received: sum('received'),
    stored: sum('stored'),
    duplicate: sum('duplicate'),
    rejected: sum('rejected'),
  }
}

const ready = async () =>
  (await (await fetch(`${ingest.httpUrl}/readyz`)).json()) as {
    delays: string[]
    pulls: {
      source: string
      polls: number
      fault: string | null
      frozen: string[]
      notices: string[]
      newest_observation: string | null
    }[]
  }
const polls = async () => (await ready()).pulls[0]!.polls
/** Waits until the portal was asked once more from beginning to end. */
async function anotherPoll(): Promise<void> {
  const before = await polls()
  await eventually(async () => (await polls()) >= before + 2, { withinMs: 20_000, everyMs: 100 })
}

test('thirty days come once; 0 is missing; a frozen station is named; only what is new or changed comes after', async () => {
  const stats = month()
  await start(stats)
  await eventually(async () => expect((await rowsOf('AQ-14', ['pm10'])).length).toBe(720 * 12 - 59), {
    ...{ withinMs: 60_000, everyMs: 500 },
  })
  const air = await rowsOf('AQ-01', ['pm25', 'no2', 'co'])
  expect(air).toHaveLength(721)
  const at = (time: number) => air.find((row) => row.time === time)?.fields
  expect(at(thisHour - (thisHour % (2 * hour)))).toEqual({ pm25: 35.2 })
  expect(at(thisHour - (thisHour % (2 * hour)) - hour)).toEqual({ pm25: 35.2, no2: 41.5 })
  await anotherPoll()
  const first = await ledger()
  expect(first).toEqual({ received: 721 + 8581, stored: 721 + 8581, duplicate: 0, rejected: 0 })

  // Corrected yesterday, filled in two weeks ago.
  stats['14']!['PM2.5']!.at(-20)!.value = '77.7'
  stats['48']!.PM10!.push({ time: portalTime(thisHour - 14 * 24 * hour + minute), value: '12.5' })
  await eventually(async () => expect(await ledger()).toMatchObject({ stored: first.stored + 2 }), {
    withinMs: 20_000,
  })
  expect((await rowsOf('AQ-01', ['pm25'])).find(({ time }) => time === thisHour - 19 * hour)!.fields).toEqual(
    {
      pm25: 77.7,
    },
  )
  // The hour two weeks ago is remembered as a whole: its other readings came along.
  expect(await ledger()).toMatchObject({ duplicate: 12, rejected: 0 })

  const [signs] = (await ready()).pulls
  expect(signs).toMatchObject({
    ...{ source: 'portal', fault: null, frozen: ['AQ-14'] },
    newest_observation: new Date(thisHour).toISOString(),
  })
  expect(signs!.notices).toEqual(['site 49 (Giải Phóng) is not in pull.yaml'])
  const metrics = await (await fetch(`${ingest.httpUrl}/metrics`)).text()
  expect(metrics).toMatch(/^ingest_pull_newest_observation_age_seconds\{source="portal"\} \d+/m)
  expect(metrics).toMatch(/^ingest_pull_frozen_stations\{source="portal"\} 1$/m)
  expect(metrics).toMatch(/^ingest_pull_failures_total\{source="portal"\} \d+$/m)
  expect(portal.mostAtOnce()).toBe(1)
  expect(portal.requests.some(({ headers }) => headers['if-none-match'] !== undefined)).toBe(true)
}, 120_000)

test('killed at any moment, it has everything afterwards, each reading counted as stored once', async () => {
  const stats = month()
  await start(stats)
  for (let round = 0; round < 3; round++) {
    const before = portal.requests.length
    await eventually(() => portal.requests.length > before + round)
    await ingest.kill()
    stats['14']!['PM2.5']!.push({ time: portalTime(thisHour - (round + 1) * minute), value: `${50 + round}` })
    await ingest.restart()
  }
  await eventually(
    async () => {
      expect((await rowsOf('AQ-14', ['pm10'])).length).toBe(8581)
      expect((await rowsOf('AQ-01', ['pm25'])).length).toBe(724)
      expect((await ledger()).stored).toBe(8581 + 724)
    },
    { withinMs: 60_000, everyMs: 500 },
  )
}, 150_000)

test('what cannot be read is a dead letter with its bytes; other sites are taken all the same', async () => {
  const stats = {
    ...month(),
    48: {
      PM10: [{ time: portalTime(thisHour), value: 'err' }],
      Benzen: list(thisHour, thisHour, hour, () => '1'),
    },
  }
  portal = await startPortal(sites, stats)
  portal.answer('/public/dailystat/14', (_, response) => response.end('<html>Bảo trì \u0000</html>'))
  cityDir = await copyCity({
    'pull.yaml': `portal: { url: '${portal.url}', interval_s: 1, allow_private: true, stations: { 14: AQ-01, 48: AQ-14 } }`,
  })
  ingest = await startIngestProgram({ CITY_DIR: cityDir })
  const letters = async () => {
    const answer = await fetch(`${ingest.httpUrl}/api/v1/dead-letters`)
    return ((await answer.json()) as { items: { id: string; source: string; reason: string }[] }).items
  }
  await eventually(async () =>
    expect((await letters()).map(({ reason }) => reason).toSorted()).toEqual([
      'bad_json',
      'not_a_number',
      'unknown_parameter',
    ]),
  )
  const page = (await letters()).find(({ reason }) => reason === 'bad_json')!
  expect(page.source).toBe('portal')
  const raw = await fetch(`${ingest.httpUrl}/api/v1/dead-letters/${page.id}/raw`)
  expect(await raw.text()).toBe('<html>Bảo trì \u0000</html>')
  await eventually(async () => expect((await ready()).delays).toContain('source portal'), {
    withinMs: 20_000,
  })
  expect((await ready()).pulls[0]!.fault).toContain('bad_json')
  portal.answer('/public/dailystat/14', undefined)
  await eventually(async () => expect((await ready()).delays).toEqual([]), { withinMs: 20_000 })
  expect((await rowsOf('AQ-01', ['pm25'])).length).toBe(721)
}, 90_000)
