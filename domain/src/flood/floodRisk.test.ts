import { expect, test } from 'vitest'
import { reachedLevel } from '../rain/rainLevel.ts'
import { defaultRainLevels } from '../rain/rainSettings.ts'
import { distanceKm } from './distanceKm.ts'
import { floodRiskOf, type NearGauge } from './floodRisk.ts'
import { floodRiskSettings } from './floodSettings.ts'
import { levelsAt, triggerOf, type Trigger } from './floodTrigger.ts'

const settings = floodRiskSettings.parse({})
const complete = (rain: Record<number, number>) => (windowMin: number) => ({
  mm: rain[windowMin] ?? 0,
  complete: true,
})
const gauge = (station: string, distance: number, rainOver: NearGauge['rainOver']): NearGauge => ({
  ...{ station, distanceKm: distance, rainOver },
  name: { vi: `Trạm ${station}`, en: `Gauge ${station}` },
})
const own: Trigger = { mm: 50, window_min: 120, source: 'own' }
const riskOf = (gauges: NearGauge[], trigger = own) =>
  floodRiskOf(gauges, levelsAt(trigger, defaultRainLevels, settings), trigger)

// The numbers of environment.md 5.2.
test.each([
  [{ 60: 24.9, 120: 39.9 }, 'none'],
  [{ 60: 25, 120: 25 }, 'watch'],
  [{ 60: 10, 120: 40 }, 'watch'],
  [{ 60: 40, 120: 50 }, 'likely'],
  [{ 60: 50, 120: 50 }, 'widespread'],
  [{ 60: 20, 120: 70 }, 'widespread'],
  [{ 60: 40, 120: 100 }, 'severe'],
  [{ 60: 10, 120: 60, 180: 100 }, 'severe'],
] as const)('rain of %o by minutes is %s', (rain, code) => {
  expect(reachedLevel(defaultRainLevels, complete(rain)).code).toBe(code)
})

test('the reason names gauge, window and mm', () => {
  const risk = riskOf([gauge('A', 0.84, complete({})), gauge('B', 1.25, complete({ 60: 31, 120: 52.4 }))])
  expect(risk).toMatchObject({
    level: 'likely',
    gauges: [
      { station: 'A', distance_km: 0.84, window_min: 120, mm: 0, complete: true, level: 'none' },
      { station: 'B', distance_km: 1.25, window_min: 120, mm: 52.4, complete: true, level: 'likely' },
    ],
  })
  expect(risk.reason.vi).toContain('52,4 mm trong 2 giờ tại Trạm B (cách 1,3 km), ngưỡng 50 mm')
  expect(risk.reason.en).toContain('52.4 mm in 2 h at Gauge B (1.3 km away), threshold 50 mm')
})

test('without complete data near, the risk is unknown and never none', () => {
  const silent = () => ({ mm: null, complete: false })
  const partly = () => ({ mm: 12, complete: false })
  expect(riskOf([]).level).toBe('unknown')
  expect(riskOf([gauge('A', 1, silent), gauge('B', 2, partly)]).level).toBe('unknown')
  expect(riskOf([gauge('A', 1, silent), gauge('B', 2, complete({}))]).level).toBe('none')
})

test('a lower bound that reaches a level is enough', () => {
  const risk = riskOf([gauge('A', 1, (minutes) => ({ mm: minutes === 120 ? 71 : 40, complete: false }))])
  expect(risk.level).toBe('widespread')
  expect(risk.reason.en).toContain('at least 71 mm')
})

test('suspect rain raises the risk, marked and in words; of equal levels a confirmed gauge decides', () => {
  const suspect = gauge('A', 0.5, (minutes) => {
    return minutes < 120
      ? { mm: 10, complete: true }
      : { mm: 58, complete: false, withSuspect: { mm: 100, complete: true } }
  })
  const risk = riskOf([suspect, gauge('B', 1, complete({ 120: 50 }))])
  expect(risk).toMatchObject({
    ...{ level: 'severe', unconfirmed: true, confirmed_level: 'likely' },
    gauges: [
      { station: 'A', mm: 58, complete: false, suspect_mm: 42, level: 'severe', unconfirmed: true },
      { station: 'B', mm: 50, complete: true, suspect_mm: 0, level: 'likely', unconfirmed: false },
    ],
  })
  expect(risk.reason.vi).toContain(
    '100 mm trong 2 giờ tại Trạm A (cách 0,5 km), trong đó 42,0 mm chưa kiểm chứng',
  )
  expect(risk.reason.en).toContain('100 mm in 2 h at Gauge A (0.5 km away), 42.0 mm of it not yet confirmed')
  const both = riskOf([suspect, gauge('B', 1, complete({ 120: 100 }))])
  expect(both).toMatchObject({ level: 'severe', unconfirmed: false, confirmed_level: 'severe' })
  expect(both.reason.en).toContain('at Gauge B')
})

test('a trigger of its own: shares of its amount in its window', () => {
  const trigger: Trigger = { mm: 50, window_min: 420, source: 'own' }
  expect(riskOf([gauge('A', 1, complete({ 420: 39.9, 120: 39.9 }))], trigger).level).toBe('none')
  expect(riskOf([gauge('A', 1, complete({ 420: 40 }))], trigger).level).toBe('watch')
  expect(riskOf([gauge('A', 1, complete({ 420: 70 }))], trigger).level).toBe('widespread')
  expect(riskOf([gauge('A', 1, complete({ 420: 100 }))], trigger).level).toBe('severe')
})

test('a point without a trigger has the lower end of its plan band, else the default', () => {
  expect(triggerOf({ floodTrigger: { mm: 20, windowMin: null }, planBandMm: 70 }, settings)).toEqual({
    ...{ mm: 70, window_min: 120, source: 'plan_band' },
  })
  expect(triggerOf({ floodTrigger: { mm: 20, windowMin: null } }, settings)).toEqual({
    ...{ mm: 50, window_min: 120, source: 'default' },
  })
  expect(triggerOf({ floodTrigger: { mm: 50, windowMin: 420 } }, settings).source).toBe('own')
})

// One degree of latitude is 111.2 km on the mean sphere.
test('distance over ground', () => {
  expect(distanceKm({ lat: 21, lon: 105.8 }, { lat: 22, lon: 105.8 })).toBeCloseTo(111.195, 2)
})
