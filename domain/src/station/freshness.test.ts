import { expect, test } from 'vitest'
import { freshnessOf } from './freshness.ts'

const now = Date.parse('2026-11-22T07:00:00Z')
const secondsAgo = (seconds: number) => freshnessOf(now - seconds * 1000, 300, now)

// design.md section 2: fresh ≤ 1.5 × the interval, late ≤ 3 ×, stale ≤ 24 h, silent beyond.
test.each([
  [0, 'fresh'],
  [450, 'fresh'],
  [451, 'late'],
  [900, 'late'],
  [901, 'stale'],
  [86_400, 'stale'],
  [86_401, 'silent'],
])('%d s after an observation of a 300 s station it is %s', (age, expected) => {
  expect(secondsAgo(age)).toBe(expected)
})

test('a station that never reported is silent', () => {
  expect(freshnessOf(null, 300, now)).toBe('silent')
})
