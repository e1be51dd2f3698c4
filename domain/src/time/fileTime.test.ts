import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileTimeReader, lacksOffset } from './fileTime.ts'
import { parseTime } from './parseTime.ts'

const read = fileTimeReader()
const time = Date.parse('2026-11-22T00:00:00Z')

test.each([
  '2026-11-22T07:00:00+07:00',
  '2026-11-22 00:00:00Z',
  '2026-11-21T19:00:00-05:00',
  '1795305600000',
])('%s is one moment', (text) => expect(read(text)).toBe(time))

test('a time without offset is read with the one that is said, to the minute too', () => {
  const local = fileTimeReader('+07:00')
  expect(local('2026-11-22 07:00')).toBe(time)
  expect(local('2026-11-22T07:00:00.5')).toBe(time + 500)
  expect(local('2026-11-22T00:00:00Z')).toBe(time)
  expect(read('2026-11-22 07:00')).toBeUndefined()
  expect(lacksOffset('2026-11-22 07:00')).toBe(true)
})

test.each([
  '2026-02-30T07:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T7:00:00+07:00',
  '1795305600',
  '',
  'abc',
])('%j is no time of observation', (text) => expect(read(text)).toBeUndefined())

test('is as strict as the reader of live input', () => {
  const digit = fc.constantFrom(...'0123456789-:TZ+ .')
  const near = fc
    .tuple(fc.integer({ min: 0, max: 24 }), digit)
    .map(
      ([at, mark]) =>
        `2026-11-22T07:00:00+07:00`.slice(0, at) + mark + `2026-11-22T07:00:00+07:00`.slice(at + 1),
    )
  fc.assert(
    fc.property(near, (text) => {
      if (text.trim() === text) expect(read(text)).toBe(parseTime(text))
    }),
  )
})
