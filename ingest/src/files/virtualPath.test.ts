import { expect, test } from 'vitest'
import { namesOf } from './virtualPath.ts'

test('no path leads above the root', () => {
  expect(namesOf([], '../../etc/passwd')).toEqual(['etc', 'passwd'])
  expect(namesOf(['a', 'b'], '../../../x')).toEqual(['x'])
  expect(namesOf(['a'], '/x/./y/../z')).toEqual(['x', 'z'])
  expect(namesOf(['a'], '..\\..\\x')).toEqual(['x'])
  expect(namesOf(['a'], '')).toEqual(['a'])
})

test('control characters, and what is too long or too deep, are no path', () => {
  for (const path of [
    'a\0b',
    'a\nb',
    '\u007F',
    'x'.repeat(201),
    'a/b/c/d/e/f/g/h/i',
    '/'.repeat(1025),
    'a\uFFFD',
  ])
    expect(() => namesOf([], path)).toThrow(/bad path/)
})
