import { expect, test } from 'vitest'
import { rowAfterKey, scrollToSee, virtualRange } from './virtualRange.ts'

test('holds the rows in view and the spare ones', () => {
  expect(virtualRange({ top: 1000, height: 500 }, 50, 40_210, 2)).toEqual({ start: 18, end: 32 })
})

test('stays within the list', () => {
  expect(virtualRange({ top: 0, height: 500 }, 50, 3)).toEqual({ start: 0, end: 3 })
  expect(virtualRange({ top: 5000, height: 500 }, 50, 3)).toEqual({ start: 3, end: 3 })
  expect(virtualRange({ top: 0, height: 0 }, 50, 0)).toEqual({ start: 0, end: 0 })
})

test('scrolls just enough to see a row', () => {
  const view = { top: 100, height: 200 }
  expect(scrollToSee(view, 50, 1)).toBe(50)
  expect(scrollToSee(view, 50, 2)).toBe(100)
  expect(scrollToSee(view, 50, 6)).toBe(150)
})

test('keys lead through the list and stop at its ends', () => {
  expect(rowAfterKey('ArrowDown', -1, 9, 4)).toBe(0)
  expect(rowAfterKey('ArrowUp', -1, 9, 4)).toBe(8)
  expect(rowAfterKey('ArrowDown', 8, 9, 4)).toBe(8)
  expect(rowAfterKey('PageDown', 2, 9, 4)).toBe(5)
  expect(rowAfterKey('PageUp', 2, 9, 4)).toBe(0)
  expect(rowAfterKey('End', 2, 9, 4)).toBe(8)
  expect(rowAfterKey('a', 2, 9, 4)).toBeUndefined()
  expect(rowAfterKey('ArrowDown', -1, 0, 4)).toBeUndefined()
})
