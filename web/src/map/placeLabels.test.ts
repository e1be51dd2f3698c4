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

test('places one alternative of a group, the first that finds room', () => {
  const boxes = [
    box('mark', 0, 0),
    { ...box('middle', 5, 5), group: 'lake' },
    { ...box('north', 5, -40), group: 'lake' },
    { ...box('south', 5, 60), group: 'lake' },
  ]
  expect(placeLabels(boxes, 2).map(({ id }) => id)).toEqual(['mark', 'north'])
})

test('keeps away from what stands already, even where that overlaps itself', () => {
  const taken = [box('one', 0, 0), box('two', 30, 0)]
  expect(placeLabels([box('a', 55, 0), box('b', 80, 0)], 2, taken).map(({ id }) => id)).toEqual(['b'])
})
