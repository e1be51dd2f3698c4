import { expect, test } from 'vitest'
import { riskLevelOf, riskRank, riskSign } from './riskLevel.ts'

test('an unknown risk has no level and is never taken for none', () => {
  expect(riskLevelOf('unknown')).toBeNull()
  expect(riskSign('unknown')).toBe('?')
  expect(riskRank('unknown')).toBeGreaterThan(riskRank('none'))
  expect(riskRank('unknown')).toBeLessThan(riskRank('watch'))
})

test('a higher risk has more strokes', () => {
  expect(
    (['none', 'watch', 'likely', 'widespread', 'severe'] as const).map((code) => riskSign(code)),
  ).toEqual(['', '!', '!!', '!!!', '!!!!'])
})

test('what only suspect rain says is a question', () => {
  expect(riskSign('likely', true)).toBe('!!?')
  expect(riskSign('none', true)).toBe('')
  expect(riskSign('unknown', true)).toBe('?')
})
