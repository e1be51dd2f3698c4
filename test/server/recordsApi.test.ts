import { afterEach, beforeEach, expect, test } from 'vitest'
import * as shapes from '@city/domain/api/schemas.ts'
import { journalWriter } from '@city/store/state/journal.ts'
import { ledgerWriter, type LedgerRow } from '@city/store/state/ledger.ts'
import { revisionWriter, type Revision } from '@city/store/state/revisions.ts'
import { stationClockWriter } from '@city/store/state/stationClock.ts'
import { startAt, startServer, type RunningServer } from './startServer.ts'

/* What the landing keeps beside the series: ledger with what waits, revisions, clocks of stations. */

let server: RunningServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.stop())

const json = async (path: string): Promise<unknown> => (await server.get(path)).json()
const hour = Date.parse('2026-11-22T03:00:00Z')
const book = (counts: Partial<LedgerRow>) =>
  ledgerWriter(server.state)({
    ...{ source: 'mqtt', station: 'AQ-01', hour, received: 0, stored: 0, duplicate: 0, rejected: 0 },
    ...{ waiting: 0, ...counts },
  })
const journal = (readings: number, at: number) =>
  journalWriter(server.state).append({
    ...{ at, kind: 'lines', source: 'mqtt', hour, readings, stations: '[]', body: 'air v=1' },
  })

test('what waits in the journal is in the ledger, and both agree', async () => {
  book({ received: 60, stored: 40, waiting: 20 })
  journal(15, startAt - 60_000)
  journal(5, startAt - 30_000)
  expect(shapes.ledger.parse(await json('/api/v1/ledger'))).toMatchObject({
    rows: [{ received: 60, stored: 40, waiting: 20 }],
    balanced: true,
    journal: { readings: 20, booked: 20, oldest_at: '2026-11-22T03:29:00.000Z' },
  })
})

test('what waits of any hour counts against the journal, however short the span asked for', async () => {
  book({ hour: hour - 40 * 86_400_000, received: 7, waiting: 7 })
  const path = '/api/v1/ledger?from=2026-11-22T03:00:00Z'
  expect(await json(path)).toMatchObject({ rows: [], balanced: false, journal: { readings: 0, booked: 7 } })
  journal(7, startAt)
  expect(await json(path)).toMatchObject({ balanced: true, journal: { readings: 7, booked: 7 } })
})

test('a row that misses a reading breaks the balance, and an older one is not forgotten', async () => {
  book({ received: 60, stored: 58, rejected: 1 })
  book({ hour: hour - 3 * 86_400_000, received: 2, stored: 3 })
  expect(await json('/api/v1/ledger')).toMatchObject({
    balanced: false,
    unbalanced: { rows: 2, oldest_at: '2026-11-19T03:00:00.000Z' },
  })
})

const revise = (revision: Partial<Revision>) =>
  revisionWriter(server.state)({
    ...{ station: 'AQ-01', time: hour, parameter: 'pm25', oldValue: 35.2, newValue: 41.7 },
    ...{ oldFlag: 1, newFlag: 1, source: 'mqtt', at: startAt, ...revision },
  })

test('revisions page by page, newest correction first, with what was there before', async () => {
  revise({ at: startAt - 2000 })
  revise({ at: startAt, oldValue: null, newFlag: 3 })
  revise({ at: startAt, newValue: null, station: 'AQ-02', source: 'http:53efaceb' })
  const first = shapes.revisionList.parse(await json('/api/v1/revisions?limit=2'))
  expect(first.items).toEqual([
    {
      ...{ station: 'AQ-02', time: '2026-11-22T03:00:00.000Z', parameter: 'pm25', old: 35.2, new: null },
      ...{ old_flag: 1, new_flag: 1, source: 'http:53efaceb', revised_at: '2026-11-22T03:30:00.000Z' },
    },
    expect.objectContaining({ station: 'AQ-01', old: null, new: 41.7, new_flag: 3 }),
  ])
  const second = shapes.revisionList.parse(await json(`/api/v1/revisions?limit=2&next=${first.next}`))
  expect(second).toMatchObject({ items: [{ revised_at: '2026-11-22T03:29:58.000Z' }], next: null })
})

test('revisions of one station and of one span of observations', async () => {
  revise({})
  revise({ time: hour - 3_600_000, parameter: 'pm10' })
  revise({ station: 'AQ-02' })
  const span = 'from=2026-11-22T02:00:00Z&to=2026-11-22T03:00:00Z'
  expect(await json(`/api/v1/revisions?station=AQ-01&${span}`)).toMatchObject({
    items: [{ station: 'AQ-01', parameter: 'pm10' }],
  })
  expect((await server.get('/api/v1/revisions?station=XX-1')).status).toBe(404)
  expect((await server.get('/api/v1/revisions?next=1')).status).toBe(400)
  const turned = '/api/v1/revisions?from=2026-11-22T03:00:00Z&to=2026-11-22T02:00:00Z'
  expect((await server.get(turned)).status).toBe(400)
})

test('a station says how far its clock is off; one that nobody has judged says nothing', async () => {
  stationClockWriter(server.state)('AQ-01', { offsetMs: 192_040, samples: 12, at: startAt })
  stationClockWriter(server.state)('AQ-02', { offsetMs: -45_000, samples: 3, at: startAt })
  const clock = { offset_s: 192, samples: 12, at: '2026-11-22T03:30:00.000Z' }
  expect(shapes.stationItem.parse(await json('/api/v1/stations/AQ-01')).clock).toEqual(clock)
  const { items } = shapes.stationList.parse(await json('/api/v1/stations'))
  expect(items.find(({ id }) => id === 'AQ-02')?.clock?.offset_s).toBe(-45)
  const { features } = shapes.stationCollection.parse(await json('/api/v1/stations.geojson'))
  expect(features.find(({ id }) => id === 'AQ-01')?.properties.clock).toEqual(clock)
  expect(features.find(({ id }) => id === 'AQ-03')?.properties.clock).toBeNull()
})
