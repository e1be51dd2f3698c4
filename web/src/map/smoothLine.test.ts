import { expect, test } from 'vitest'
import { smoothLine } from './smoothLine.ts'

test('cuts a corner at a quarter and three quarters and keeps the ends', () => {
  const line = [
    [0, 0],
    [4, 0],
    [4, 4],
  ] as const
  expect(smoothLine(line, false, 1)).toEqual([
    [0, 0],
    [1, 0],
    [3, 0],
    [4, 1],
    [4, 3],
    [4, 4],
  ])
})

test('keeps a ring closed', () => {
  const ring = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 0],
  ] as const
  const smooth = smoothLine(ring, true)
  expect(smooth.at(-1)).toEqual(smooth[0])
  expect(smooth).toHaveLength(13)
})
