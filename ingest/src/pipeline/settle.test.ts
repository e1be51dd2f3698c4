import { expect, test } from 'vitest'
import { decodeBodies } from '@city/domain/reading/decodeReadings.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { readingPoint } from '@city/domain/series/readingPoint.ts'
import type { Station } from '@city/domain/station/station.ts'
import { settle, type Fields } from './settle.ts'

/* A reading sent again is a duplicate, whatever quality control has made of its values since. */

const station: Station = {
  ...{ id: 'AQ-01', domain: 'air', name: { vi: '', en: '' }, lat: 21, lon: 105.8, intervalS: 300 },
  ...{ owner: '', kind: '', parameters: ['pm25'], positionQuality: '' },
}
const now = Date.parse('2026-11-22T08:00:00Z')
const reading = (value: number, status = '00'): Reading => {
  const body = { station: 'AQ-01', ts: now, values: { pm25: { v: value, status } } }
  return decodeBodies(body, { stations: new Map([['AQ-01', station]]), now })[0]!.reading!
}
/** What a file gives: a flag that no range explains. */
const flagged = (value: number, flag: 2 | 3 | 4): Reading => ({ ...reading(value), flags: { pm25: flag } })
const stored = (one: Reading, ...later: Fields[]): Fields =>
  Object.assign({ ...readingPoint(one).fields }, ...later)

test.each([
  ['a good value', stored(reading(35))],
  ['a value found to be a spike', stored(reading(35), { q_pm25: 3, t_pm25: 0x3110 })],
  ['a value overridden to good', stored(reading(600), { q_pm25: 1, t_pm25: 0x1_00_00_30 })],
])('%s that comes again is a duplicate', (_, known) => {
  expect(settle(reading(Number(known.pm25)), known)).toBeUndefined()
})

test('calibration is kept beside the value, and comes again as a duplicate', () => {
  const known = stored(reading(35, '01'), { t_pm25: 0x11 })
  expect(known).toMatchObject({ pm25: 35, q_pm25: 4, s_pm25: 1 })
  expect(settle(reading(35, '01'), known)).toBeUndefined()
})

test('the same value with another device status is a correction, judged or not', () => {
  for (const judged of [{}, { q_pm25: 3, t_pm25: 0x3110 }])
    expect(settle(reading(35, '02'), stored(reading(35), judged))).toMatchObject({
      point: { fields: { pm25: 35, q_pm25: 4, s_pm25: 2 } },
      replaced: [{ oldValue: 35, newValue: 35, newFlag: 4 }],
    })
})

test('a value whose calibration is taken back loses its state', () => {
  expect(settle(reading(35), stored(reading(35, '01')))).toMatchObject({
    point: { fields: { pm25: 35, q_pm25: 1, s_pm25: 0 } },
  })
})

test('a value above the range and the same from a broken device are told apart before quality control comes too', () => {
  expect(settle(reading(1200, '02'), stored(reading(1200)))?.replaced).toHaveLength(1)
  expect(settle(reading(1200), stored(reading(1200)))).toBeUndefined()
})

test('our own export comes back as a duplicate though its flag is one that quality control found', () => {
  expect(settle(flagged(35, 3), stored(reading(35), { q_pm25: 3, t_pm25: 0x3110 }))).toBeUndefined()
  expect(settle(flagged(35, 4), stored(reading(35, '01')))).toBeUndefined()
})

test('a flag that another file gives is a correction once, and stays what arrived', () => {
  const known = stored(reading(35), { q_pm25: 1, t_pm25: 0 })
  const given = settle(flagged(35, 3), known)
  expect(given?.point.fields).toEqual({ pm25: 35, q_pm25: 3, s_pm25: 7 })
  expect(settle(flagged(35, 3), { ...known, ...given!.point.fields })).toBeUndefined()
})

test('flags of readings that an older program stored are known as what arrived', () => {
  expect(settle(reading(35, '02'), { pm25: 35, q_pm25: 4 })).toBeUndefined()
  expect(settle(reading(600), { pm25: 600, q_pm25: 3 })).toBeUndefined()
  expect(settle(reading(35), { pm25: 35, q_pm25: 4 })?.replaced).toHaveLength(1)
})
