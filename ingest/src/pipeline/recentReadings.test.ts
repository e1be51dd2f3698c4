import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reading } from '@city/domain/reading/reading.ts'
import { contentOf, createRecentReadings } from './recentReadings.ts'

const reading = (values: Record<string, number>, flags: Reading['flags'] = {}): Reading => ({
  station: 'AQ-01',
  domain: 'air',
  time: 0,
  values,
  flags,
})

test('the same values and flags have the same digest, whichever object holds them', () => {
  expect(contentOf(reading({ pm25: 35.2, pm10: 61 }))).toBe(contentOf(reading({ pm25: 35.2, pm10: 61 })))
})

test('the order in which values come does not matter', () => {
  expect(contentOf(reading({ pm25: 35.2, pm10: 61 }, { pm10: 3 }))).toBe(
    contentOf(reading({ pm10: 61, pm25: 35.2 }, { pm10: 3 })),
  )
})

test('another value, parameter or flag has another digest', () => {
  const digests = [
    reading({ pm25: 35.2 }),
    reading({ pm25: 35.200000000000003 + 1e-13 }),
    reading({ pm10: 35.2 }),
    reading({ pm25: 35.2 }, { pm25: 3 }),
    reading({ pm25: 35.2, pm10: 0 }),
    reading({}),
  ].map(contentOf)
  expect(new Set(digests).size).toBe(digests.length)
})

test('values that differ have digests that differ', () => {
  const value = fc.double({ noNaN: true })
  fc.assert(
    fc.property(value, value, (a, b) => {
      fc.pre(!Object.is(a, b))
      expect(contentOf(reading({ pm25: a }))).not.toBe(contentOf(reading({ pm25: b })))
    }),
    { numRuns: 2000 },
  )
})

/** What `book` would write; the rest of the state database is not needed here. */
const writer = { add: () => undefined, begin: () => undefined }

test('the newest are known, the oldest go, and what is beyond every floor was never there', () => {
  const recent = createRecentReadings({ newest: new Map([['AQ-01', 0]]) }, 10)
  for (let time = 1; time <= 100; time++) {
    recent.keep('AQ-01', time, time)
    recent.book(writer, [{ station: 'AQ-01', time, content: time }])
    recent.turn()
  }
  expect(recent.get('AQ-01', 100)).toBe(100)
  expect(recent.get('AQ-01', 95)).toBeUndefined()
  expect(recent.get('AQ-01', 96)).toBe(96)
  expect(recent.isBeyond('AQ-01', 97)).toBe(true)
  expect(recent.isBeyond('AQ-01', 50)).toBe(false)
  expect(recent.isBeyond('AQ-02', 50)).toBe(false)
})

test('what is taken back was never there', () => {
  const recent = createRecentReadings()
  recent.keep('AQ-01', 1, 10)
  recent.keep('AQ-01', 1, 20)
  recent.restore('AQ-01', 1, 10)
  expect(recent.get('AQ-01', 1)).toBe(10)
  recent.restore('AQ-01', 1, undefined)
  expect(recent.get('AQ-01', 1)).toBeUndefined()
})

test('what is taken back after a generation has turned was never there either', () => {
  const recent = createRecentReadings({}, 4)
  recent.keep('AQ-01', 1, 10)
  recent.keep('AQ-01', 2, 20)
  recent.book(writer, [{ station: 'AQ-01', time: 1, content: 10 }])
  recent.turn()
  recent.restore('AQ-01', 2, undefined)
  expect([recent.get('AQ-01', 1), recent.get('AQ-01', 2)]).toEqual([10, undefined])
})
