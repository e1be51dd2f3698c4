import { expect, test } from 'vitest'
import { isDossierCode } from './dossierCode.ts'
import { parseStatus } from './status.ts'

test.each(['000.00.15.H26-190715-0042', 'H26.01-250701-0001', 'H26-250701-00123', 'H26.12.5-250701-123456'])(
  '%s has the national form',
  (code) => {
    expect(isDossierCode(code)).toBe(true)
  },
)

test.each(['', 'BHXH/2025/17', 'H26.01-250701-1', 'h26.01-250701-0001', 'H26.01-250701-0001 '])(
  '"%s" has not',
  (code) => {
    expect(isDossierCode(code)).toBe(false)
  },
)

test.each([
  ['1', 1],
  ['10', 10],
  ['04', 4],
  ['0', 0],
  ['processing', 4],
  ['Done', 10],
  ['posting', 0],
])('status %s is %i', (text, status) => {
  expect(parseStatus(text)).toBe(status)
})

test.each(['', '11', '-1', '4.0', 'finished', '__proto__'])('status "%s" is unknown', (text) => {
  expect(parseStatus(text)).toBeUndefined()
})
