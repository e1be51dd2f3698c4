import { expect, test } from 'vitest'
import { noCounts } from './cells.ts'
import { dossierIndicators, indicatorItemOf } from './indicators.ts'
import { figuresOf } from './summary.ts'

test('every figure has a name and a unit', () => {
  expect(figuresOf(noCounts()).map(({ code }) => code)).toEqual(dossierIndicators.map(({ code }) => code))
})

test('an indicator carries the target of the city and the age of the feed', () => {
  const figure = { code: 'K02', numerator: 3, denominator: 4, value: 0.75 }
  expect(indicatorItemOf(figure, 0, { K02: { target: 0.8, deadline: '2025-12-31' } })).toEqual({
    ...figure,
    name: { vi: 'Tỷ lệ hồ sơ trực tuyến', en: 'Online submission rate' },
    unit: '1',
    as_of: '1970-01-01T00:00:00.000Z',
    target: 0.8,
    deadline: '2025-12-31',
    status: 'live',
  })
})

test('without any message an indicator is not connected and has no value', () => {
  const item = indicatorItemOf({ code: 'K01', numerator: 0, denominator: null, value: 0 }, null, {})
  expect(item).toMatchObject({ value: null, numerator: null, status: 'not_connected', target: null })
})
