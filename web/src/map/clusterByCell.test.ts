import { expect, test } from 'vitest'
import { clusterByCell } from './clusterByCell.ts'

const items = [
  { id: 'a', x: 10, y: 10 },
  { id: 'b', x: 30, y: 20 },
  { id: 'c', x: 130, y: 10 },
]

test('gathers neighbours in the middle of its members and leaves a lone item itself', () => {
  const clusters = clusterByCell(items, (one) => one, 64)
  expect(clusters).toEqual([
    { id: 'cell 0:0', x: 20, y: 15, items: items.slice(0, 2) },
    { id: 'c', x: 130, y: 10, items: [items[2]] },
  ])
})
