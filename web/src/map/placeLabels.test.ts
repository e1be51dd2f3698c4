import { expect, test } from 'vitest'
import { placeLabels } from './placeLabels.ts'

const box = (id: string, x: number, y: number) => ({ id, x, y, width: 40, height: 10 })

test('drops a label that would touch an earlier one', () => {
  expect(placeLabels([box('a', 0, 0), box('b', 30, 5), box('c', 30, 30)], 2).map(({ id }) => id)).toEqual([
    'a',
    'c',
  ])
})

test('keeps neighbours at exactly the margin', () => {
  expect(placeLabels([box('a', 0, 0), box('b', 44, 0)], 2)).toHaveLength(2)
})
