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

test('the newest are known, the oldest go', () => {
  const recent = createRecentReadings(10)
  for (let i = 0; i < 100; i++) recent.keep(`k${i}`, i)
  expect(recent.get('k99')).toBe(99)
  expect(recent.get('k95')).toBe(95)
  expect(recent.get('k0')).toBeUndefined()
})
