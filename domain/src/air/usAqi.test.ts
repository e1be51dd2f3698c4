import { expect, test } from 'vitest'
import { usAqi, usSubIndex } from './usAqi.ts'

// Ends of the classes of 40 CFR 58 App. G as of May 2024; in between by hand: 35 → 51 + 49·(35 − 9.1)/26.3 = 99.25.
test.each([
  ['pm25', 0, 0],
  ['pm25', 9, 50],
  ['pm25', 9.09, 50],
  ['pm25', 9.1, 51],
  ['pm25', 35, 99],
  ['pm25', 35.4, 100],
  ['pm25', 55.4, 150],
  ['pm25', 125.4, 200],
  ['pm25', 225.4, 300],
  ['pm25', 325.4, 500],
  ['pm25', 400, 500],
  ['pm10', 54.9, 50],
  ['pm10', 154, 100],
  ['o3_8h', 70 * 1.9631, 100],
  ['o3_8h', 201 * 1.9631, undefined],
  ['o3', 124 * 1.9631, undefined],
  ['o3', 125 * 1.9631, 101],
  ['no2', 53 * 1.8816, 50],
  ['so2', 75 * 2.6203, 100],
  ['so2', 400 * 2.6203, 200],
  ['co', 9.4 * 1145.6, 100],
] as const)('%s %d µg/m³ gives %s', (column, concentration, expected) => {
  expect(usSubIndex(column, concentration)).toBe(expected)
})

test('the largest sub-index is the index; of ozone the larger of its two', () => {
  expect(usAqi({ pm25: 35.4, o3_8h: 54 * 1.9631, o3: 165 * 1.9631 })).toEqual({
    value: 151,
    main: 'o3',
    subIndices: { pm25: 100, o3: 151 },
  })
  expect(usAqi({})).toBeUndefined()
})
