import { expect, test } from 'vitest'
import { revisedPoints } from './revisedPoints.ts'

const revision = (time: string, parameter = 'pm25', old = 1) => ({
  ...{
    station: 'AQ-01',
    time: `2026-11-22T${time}:00.000Z`,
    parameter,
    old,
    new: 2,
    old_flag: 1,
    new_flag: 1,
  },
  ...{ source: 'mqtt', revised_at: '2026-11-22T09:00:00.000Z' },
})
const at = (time: string) => Date.parse(`2026-11-22T${time}:00Z`)

test('a raw point knows its own corrections, the newest first', () => {
  const points = revisedPoints(
    [revision('03:05', 'pm25', 7), revision('03:05'), revision('03:05', 'pm10')],
    'pm25',
    0,
  )
  expect([...points.keys()]).toEqual([at('03:05')])
  expect(points.get(at('03:05'))?.map(({ old }) => old)).toEqual([7, 1])
})

test('a window knows the corrections inside it', () => {
  const points = revisedPoints([revision('03:05'), revision('03:59'), revision('04:00')], 'pm25', 3_600_000)
  expect([...points].map(([start, { length }]) => [start, length])).toEqual([
    [at('03:00'), 2],
    [at('04:00'), 1],
  ])
})
