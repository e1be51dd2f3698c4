import { expect, test } from 'vitest'
import type { FloodItem } from '@city/domain/api/flood.ts'
import { agedFlood, isFloodNow } from './agedFlood.ts'

const at = '2026-11-22T09:00:00Z'
const minutes = (count: number) => Date.parse(at) + count * 60_000
const item = {
  ...{ station: 'FP-001', depth_cm: 38, class: 3, stale: false, freshness: 'fresh', as_of: at },
  risk: { level: 'severe', unconfirmed: false },
} as FloodItem
const aged = (count: number) => agedFlood(item, 600, Date.parse(at), minutes(count))

test('a depth that is not renewed stands for three intervals', () => {
  expect(isFloodNow(aged(29))).toBe(true)
  expect(isFloodNow(aged(31))).toBe(false)
})

test('a risk that is not renewed is unknown after a quarter of an hour', () => {
  expect(aged(14).risk.level).toBe('severe')
  expect(aged(16).risk.level).toBe('unknown')
})
