import { expect, test } from 'vitest'
import type { FloodList, FloodRisk } from '@city/domain/api/flood.ts'
import { decidingGauge, floodRisksOf, mayFloodOf } from './floodRisks.ts'

const asOf = '2026-11-22T09:00:00Z'
const at = (minutes: number) => Date.parse(asOf) + minutes * 60_000
const risk = (level: FloodRisk['level'], unconfirmed = false): FloodRisk => ({
  ...{ level, unconfirmed, confirmed_level: 'none', reason: { vi: '', en: '' }, gauges: [] },
  trigger: { mm: 50, window_min: 120, source: 'own' },
})
const list = (risks: Record<string, FloodRisk>) =>
  ({
    ...{ now: asOf, levels: [] },
    items: Object.entries(risks).map(([station, one]) => ({ station, risk: one })),
  }) as unknown as FloodList

test('an old answer is no risk of now', () => {
  const answer = list({ A: risk('none') })
  expect(floodRisksOf(answer, at(15))?.get('A')?.level).toBe('none')
  expect(floodRisksOf(answer, at(16))).toBeNull()
})

test('what may flood is what is not measured as flooded, worst first, the confirmed before the others', () => {
  const risks = floodRisksOf(
    list({
      ...{ A: risk('watch'), B: risk('none'), C: risk('unknown'), D: risk('severe') },
      ...{ E: risk('likely', true), F: risk('likely') },
    }),
    at(0),
  )!
  expect(mayFloodOf(risks, [{ station: { id: 'D' } }]).map(({ id }) => id)).toEqual(['F', 'E', 'A'])
})

test('the rain that makes a risk is that of the highest level, confirmed before suspect, near before far', () => {
  const gauge = (station: string, level: FloodRisk['level'], mm: number | null, suspect = 0) => ({
    ...{ station, name: { vi: station, en: station }, distance_km: 1, window_min: 120, complete: true },
    ...{ mm, suspect_mm: suspect, level, unconfirmed: suspect > 0 },
  })
  const decided = (...gauges: FloodRisk['gauges']) => {
    const found = decidingGauge({ ...risk('likely'), gauges })
    return found && [found.station, found.standingMm]
  }
  expect(decided(gauge('A', 'watch', 30), gauge('B', 'likely', 52), gauge('C', 'likely', 60))).toEqual([
    'B',
    52,
  ])
  expect(decided(gauge('A', 'likely', 8, 50), gauge('B', 'likely', 52))).toEqual(['B', 52])
  expect(decided(gauge('A', 'likely', 8, 50), gauge('B', 'none', 0))).toEqual(['A', 58])
  expect(decided(gauge('A', 'unknown', null))).toBeUndefined()
  expect(decided()).toBeUndefined()
})
