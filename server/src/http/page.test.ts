import { expect, it } from 'vitest'
import { pageOf } from './page.ts'

const letters = ['a', 'b', 'c', 'd', 'e']
const page = (limit: number, next?: string) => pageOf(letters, (letter) => letter, { limit, next })

it('gives pages that follow each other and says where the list ends', () => {
  expect(page(2)).toEqual({ items: ['a', 'b'], next: 'b' })
  expect(page(2, 'b')).toEqual({ items: ['c', 'd'], next: 'd' })
  expect(page(2, 'd')).toEqual({ items: ['e'], next: null })
  expect(page(5)).toEqual({ items: letters, next: null })
  expect(page(2, 'e')).toEqual({ items: [], next: null })
})

it('refuses a place that is not in the list', () => {
  expect(() => page(2, 'z')).toThrow(/next/)
})
