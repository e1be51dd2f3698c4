import { expect, test } from 'vitest'
import { unitFactor } from '@city/domain/units/convert.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import { domains } from '@city/domain/station/station.ts'
import { unitsFor, unitTargets, wrongNameOf } from './mapTargets.ts'

const letter = (reason: string, detail: string, station: string | null = 'AQ-01') => ({
  reason,
  detail,
  station,
})

test('finds the wrong name in the letter', () => {
  expect(wrongNameOf(letter('unknown_station', 'HN-7', 'HN-7'), null)).toMatchObject({
    kind: 'station',
    from: 'HN-7',
  })
  expect(wrongNameOf(letter('unknown_parameter', 'PM 2,5'), 'air')).toEqual({
    ...{ kind: 'parameter', from: 'PM 2,5', domain: 'air', parameter: null },
  })
  expect(wrongNameOf(letter('unknown_unit', 'pm25: ug per m3: x'), 'air')).toEqual({
    ...{ kind: 'unit', from: 'ug per m3: x', domain: 'air', parameter: 'pm25' },
  })
})

test('knows when no mapping would help', () => {
  expect(wrongNameOf(letter('missing_time', ''), 'air')).toBeNull()
  expect(wrongNameOf(letter('unknown_station', '', null), null)).toBeNull()
  expect(wrongNameOf(letter('unknown_unit', ''), 'air')).toBeNull()
})

test('offers units that fit the parameter', () => {
  expect(unitsFor({ domain: 'air', parameter: 'pm25' })).toEqual(['µg/m³', 'mg/m³'])
  expect(unitsFor({ domain: null, parameter: 'pm25' })).toEqual(unitTargets)
})

test('every unit on offer converts to that of some parameter', () => {
  const canonical = domains.flatMap((domain) => parametersOf(domain).map(({ unit }) => unit))
  for (const unit of unitTargets)
    expect(
      canonical.some((one) => unitFactor(unit, one) !== undefined),
      unit,
    ).toBe(true)
})
