import { expect, test } from 'vitest'
import { byNumber, mergePages, type Page } from './mergePages.ts'

const page = (places: [at: number, id: string][], more = false): Page<string> => ({
  items: places.map(([at, id]) => ({ at, id, item: `${at}-${id}` })),
  more,
})
const merged = (pages: Page<string>[], limit: number) => {
  const { items, next } = mergePages(pages, limit, byNumber)
  return { items: items.map(({ item }) => item), next: next && `${next.at}-${next.id}` }
}

test('gives the newest of all lists and where to go on', () => {
  const pages = [
    page(
      [
        [9, '1'],
        [5, '2'],
      ],
      true,
    ),
    page([
      [8, '10'],
      [8, '9'],
      [1, '1'],
    ]),
  ]
  expect(merged(pages, 3)).toEqual({ items: ['9-1', '8-10', '8-9'], next: '8-9' })
})

test('says that it is the end when no list has more', () => {
  expect(merged([page([[9, '1']]), page([])], 2)).toEqual({ items: ['9-1'], next: null })
})

test('goes on while a list has more, even when this page is full to the last item', () => {
  expect(
    merged(
      [
        page(
          [
            [9, '1'],
            [8, '1'],
          ],
          true,
        ),
        page([]),
      ],
      2,
    ).next,
  ).toBe('8-1')
})

test('does not part two items of the same moment and number, of which the next page would skip one', () => {
  expect(
    merged(
      [
        page([
          [9, '1'],
          [8, '1'],
        ]),
        page([[9, '1']]),
      ],
      1,
    ),
  ).toEqual({
    items: ['9-1', '9-1'],
    next: '9-1',
  })
})
