import { ColumnsBuilder } from '@city/domain/reading/columnsBuilder.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { touchedBy } from '../pipeline/book.ts'
import { summaryOf } from './blockSummary.ts'

const start = Date.parse('2026-03-01T00:00:00Z')
const reading = (station: string, time: number, pm25: number): Reading => ({
  station,
  domain: 'air',
  time,
  values: { pm25 },
  flags: {},
})
function summarise(readings: readonly Reading[]) {
  const columns = new ColumnsBuilder()
  for (const one of readings) columns.add(one)
  return summaryOf(columns.take())
}

test('what a block holds of each station, in the order in which they come', () => {
  const minute = 60_000
  const readings = [
    reading('B', start, 1),
    reading('A', start, 2),
    reading('B', start - minute, 3),
    reading('A', start + minute, 4),
  ]
  expect(summarise(readings)).toEqual({
    stations: [
      { station: 'B', domain: 'air', readings: 2, from: start - minute, to: start, newest: readings[0] },
      { station: 'A', domain: 'air', readings: 2, from: start, to: start + minute, newest: readings[3] },
    ],
    touched: touchedBy(readings),
    hasRepeats: false,
  })
})

test('a moment that comes again is seen in any order, and no other', () => {
  const any = fc.array(
    fc
      .tuple(fc.constantFrom('A', 'B'), fc.nat(40))
      .map(([id, step]) => reading(id, start + step * 7_200_000, step)),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(any, (readings) => {
      const summary = summarise(readings)
      const moments = readings.map(({ station, time }) => `${station} ${time}`)
      expect(summary.hasRepeats).toBe(new Set(moments).size < moments.length)
      expect(summary.touched).toEqual(touchedBy(readings))
      for (const { station, newest, from, to } of summary.stations) {
        const own = readings.filter((one) => one.station === station)
        const times = own.map(({ time }) => time)
        expect([from, to]).toEqual([Math.min(...times), Math.max(...times)])
        expect(newest).toEqual(own.findLast(({ time }) => time === to))
      }
    }),
  )
})
