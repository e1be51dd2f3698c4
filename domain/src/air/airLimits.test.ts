import { expect, test } from 'vitest'
import { airLimitAt, airLimits, compareWithLimit } from './airLimits.ts'

const at = (text: string): number => Date.parse(text)

// environment.md 3.1: 50 until 31 December 2025, 45 from 1 January 2026.
test('the 24-hour limit of PM2.5 falls at midnight of Hanoi', () => {
  expect(compareWithLimit('pm25', '24h', 47, at('2025-12-31T16:59:59Z'))).toMatchObject({
    exceeded: false,
    limit: { limit: 50, document: 'QCVN 05:2023/BTNMT', validUntil: '2025-12-31', mark: 'V2' },
  })
  expect(compareWithLimit('pm25', '24h', 47, at('2025-12-31T17:00:00Z'))).toMatchObject({
    exceeded: true,
    limit: { limit: 45, validFrom: '2026-01-01' },
  })
})

test('before 12 September 2023 the values of 2013 hold: PM10 150, then 100', () => {
  const before = airLimitAt('pm10', '24h', at('2023-09-11T12:00:00+07:00'))
  expect(before).toMatchObject({ limit: 150, document: 'QCVN 05:2013/BTNMT', mark: 'V' })
  expect(airLimitAt('pm10', '24h', at('2023-09-12T00:00:00+07:00'))).toMatchObject({ limit: 100, mark: 'V2' })
})

test('a value equal to its limit does not exceed it, whatever a sum of floats adds', () => {
  const now = at('2026-06-01T00:00:00Z')
  expect(compareWithLimit('no2', '1h', 200, now)?.exceeded).toBe(false)
  expect(compareWithLimit('no2', '1h', 200.0000000001, now)?.exceeded).toBe(false)
  expect(compareWithLimit('no2', '1h', 200.01, now)?.exceeded).toBe(true)
})

test.each([
  ['so2', 350, undefined, 125, 50],
  ['co', 30_000, 10_000, undefined, undefined],
  ['no2', 200, undefined, 100, 40],
  ['o3', 200, 120, undefined, undefined],
  ['tsp', 300, undefined, 200, 100],
  ['pm10', undefined, undefined, 100, 50],
  ['pm25', undefined, undefined, 45, 25],
])('%s: limits of 2026 of 1 h, 8 h, 24 h and a year', (parameter, ...limits) => {
  const now = at('2026-06-01T00:00:00Z')
  const found = (['1h', '8h', '24h', 'year'] as const).map(
    (window) => airLimitAt(parameter, window, now)?.limit,
  )
  expect(found).toEqual(limits)
})

test('no two limits of one window hold on the same day, and before 2014 there is none', () => {
  for (const one of airLimits) {
    const same = airLimits.filter(
      ({ parameter, window }) => parameter === one.parameter && window === one.window,
    )
    const holding = same.filter(
      ({ validFrom, validUntil = '9999' }) => validFrom <= one.validFrom && one.validFrom <= validUntil,
    )
    expect(holding).toEqual([one])
  }
  expect(airLimitAt('so2', '1h', at('2013-06-01T00:00:00Z'))).toBeUndefined()
})
