import { expect, test } from 'vitest'
import { labelSide } from './labelSide.ts'

test('a name stands right of its mark unless a neighbour is there, or the drawing ends', () => {
  const at = { x: 300, y: 300 }
  expect(labelSide(at, 10, [], 620)).toBe('right')
  expect(labelSide(at, 10, [{ x: 350, y: 305 }], 620)).toBe('left')
  expect(labelSide({ x: 600, y: 300 }, 10, [], 620)).toBe('left')
  expect(labelSide(at, 40, [{ x: 350, y: 305 }], 620)).toBe('above')
})
