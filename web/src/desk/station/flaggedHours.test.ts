import { expect, test } from 'vitest'
import { flaggedHours } from './flaggedHours.ts'

const span = (flag: 1 | 3 | 4 | 9, from: string, to: string, values: number, parameter = 'pm25') => ({
  ...{ parameter, from, to, flag, reasons: [], values },
})

test('suspect and failed stretches mark the hours they touch, missing ones and other parameters none', () => {
  const hours = flaggedHours(
    [
      span(3, '2026-11-22T01:50:00Z', '2026-11-22T02:10:00Z', 5),
      span(4, '2026-11-22T02:30:00Z', '2026-11-22T02:30:00Z', 1),
      span(9, '2026-11-22T05:00:00Z', '2026-11-22T06:00:00Z', 12),
      span(4, '2026-11-22T07:00:00Z', '2026-11-22T07:00:00Z', 1, 'pm10'),
    ],
    'pm25',
  )
  expect([...hours].map(([at, { worst }]) => [new Date(at).toISOString().slice(11, 16), worst])).toEqual([
    ['01:00', 'suspect'],
    ['02:00', 'fail'],
  ])
})
