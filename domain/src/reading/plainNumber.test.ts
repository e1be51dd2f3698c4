import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainNumber } from './plainNumber.ts'

const read = (text: string, point = '.') =>
  plainNumber(new TextEncoder().encode(text), 0, text.length, point.charCodeAt(0))

test('is the number of the text, to the last bit, or nothing', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^-?\d{1,10}\.?\d{0,8}$/), (text) => {
      const value = read(text)
      if (!Number.isNaN(value)) expect(value).toBe(Number(text))
      if (text.replace(/\D/g, '').length <= 15) expect(value).toBe(Number(text))
    }),
    { numRuns: 5000 },
  )
})

test.each(['', '-', '.', '-.', '1e5', ' 1', '1 ', '+1', '1.2.3', '0x1', '1,5', '1234567890123456', 'NaN'])(
  '%j is not plain',
  (text) => expect(read(text)).toBeNaN(),
)

test('a comma where it is the decimal mark', () => {
  expect(read('12,5', ',')).toBe(12.5)
  expect(read('12.5', ',')).toBeNaN()
  expect(read('-0')).toBe(-0)
})
