import { expect, test } from 'vitest'
import type { LandedReport } from '@city/domain/live/landed.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { Station } from '@city/domain/station/station.ts'
import { latestReadingWriter, readLatest } from '@city/store/state/latest.ts'
import { openState } from '@city/store/state/openState.ts'
import { readTouchedHours, touchedHoursWriter } from '@city/store/state/touchedHours.ts'
import { createLandedBook } from './bookLanded.ts'
import { createLandedTeller } from './tellLanded.ts'

const hour = Date.parse('2026-11-22T07:00:00Z')
const reading = (minute: number, pm25: number): Reading => ({
  ...{ station: 'AQ-01', domain: 'air', time: hour + minute * 60_000, values: { pm25 }, flags: {} },
})
const touchedIn = (db: ReturnType<typeof openState>) =>
  readTouchedHours(db, hour * 2, 10).map(({ station, from, to }) => ({ station, from, to }))

function tellerOf(db: ReturnType<typeof openState>) {
  const reports: LandedReport[] = []
  let clock = hour
  const teller = createLandedTeller({
    ...{ db, instance: 'a1', mappings: () => '', everyMs: 1_000_000, againMs: 5000 },
    publish: (report) => reports.push(report),
    onError: (error) => {
      throw error
    },
    now: () => clock,
  })
  return { teller, reports, passes: (ms: number) => (clock += ms) }
}

test('what is touched is told again until it is booked, and only then forgotten', async () => {
  const db = openState(':memory:')
  touchedHoursWriter(db)('AQ-01', hour, hour)
  const { teller, reports, passes } = tellerOf(db)
  void teller.flushed()
  expect(reports.map(({ touched }) => touched)).toEqual([[{ station: 'AQ-01', from: hour, to: hour }]])
  teller.booked(reports[0]!.id + 1)
  passes(5000)
  const flushed = teller.flushed()
  expect(reports.map(({ id }) => id)).toEqual([reports[0]!.id, reports[0]!.id])
  expect(touchedIn(db)).toHaveLength(1)
  teller.booked(reports[0]!.id)
  await flushed
  expect(touchedIn(db)).toEqual([])
})

test('an hour that is touched again while it is under way is told again', () => {
  const db = openState(':memory:')
  const touch = touchedHoursWriter(db)
  touch('AQ-01', hour, hour)
  const { teller, reports } = tellerOf(db)
  void teller.flushed()
  touch('AQ-01', hour, hour)
  teller.booked(reports[0]!.id)
  expect(reports).toHaveLength(2)
  expect(reports[1]!.touched).toEqual(reports[0]!.touched)
})

test('newest readings of an earlier run are told at the start, newer ones as they come', () => {
  const db = openState(':memory:')
  latestReadingWriter(db)(reading(1, 10))
  const { teller, reports } = tellerOf(db)
  void teller.flushed()
  teller.landed([reading(2, 20)])
  teller.booked(reports[0]!.id)
  expect(reports.map(({ newest }) => newest.map(({ latest }) => latest.values.pm25))).toEqual([[10], [20]])
})

test('books what a station of the registry can have sent, twice without harm, and the newest wins', () => {
  const db = openState(':memory:')
  const stations = new Map([['AQ-01', { id: 'AQ-01', domain: 'air' } as Station]])
  const book = createLandedBook({ db, stations, now: () => hour })
  const newest = (one: Reading) => ({
    ...{ station: one.station, domain: one.domain },
    latest: { time: new Date(one.time).toISOString(), values: one.values, flags: one.flags },
  })
  const report: LandedReport = {
    ...{ instance: 'a1', id: 1, mappings: '', clocks: [] },
    touched: [
      { station: 'AQ-01', from: hour, to: hour },
      { station: 'AQ-01', from: hour, to: hour + 30 * 3_600_000 },
      { station: 'AQ-99', from: hour, to: hour },
    ],
    newest: [
      newest(reading(2, 20)),
      newest({ ...reading(3, 30), station: 'AQ-99' }),
      newest(reading(60, 99)),
    ],
  }
  book(report)
  book({ ...report, newest: [newest(reading(1, 10))] })
  expect(touchedIn(db)).toEqual([{ station: 'AQ-01', from: hour, to: hour }])
  expect([...readLatest(db).values()]).toEqual([reading(2, 20)])
})
