import { expect, test } from 'vitest'
import { capRatioOfFont } from '../../domainView/typeSize.ts'
import { shiftEveryMs, shiftOf, shiftStep } from './pixelShift.ts'
import { fittingPx, stageSize, wallSettings } from './wallSettings.ts'

const city = { distance_m: 3, panel_width_mm: 1210 }

test('the address replaces the city settings where it names a possible wall', () => {
  expect(wallSettings('?distance=8&panel=1900&scene=rain', city)).toEqual({
    distanceM: 8,
    panelWidthMm: 1900,
    scene: 'rain',
  })
  expect(wallSettings('?distance=-1&panel=wide', city)).toEqual({
    distanceM: 3,
    panelWidthMm: 1210,
    scene: null,
  })
})

test('3 m from a 55 inch panel: capitals of 14.0, 17.5 and 34.9 mm (ISO 9241-3), composed scenes', () => {
  const size = stageSize({ distanceM: 3, panelWidthMm: 1218 }, { width: 1920, height: 1080 })
  const capitalMm = (px: number) => ((px * capRatioOfFont * 1218) / 1920).toFixed(1)
  expect([size.label, size.value, size.headline].map(capitalMm)).toEqual(['14.0', '17.5', '34.9'])
  expect(size).toMatchObject({ unit: 1, near: true })
})

test('a screen of 3840 px is the same picture at twice the size', () => {
  const settings = { distanceM: 3, panelWidthMm: 1210 }
  const small = stageSize(settings, { width: 1920, height: 1080 })
  const large = stageSize(settings, { width: 3840, height: 2160 })
  for (const key of ['unit', 'label', 'value', 'headline'] as const)
    expect(large[key] / small[key]).toBeCloseTo(2, 9)
  expect(large.near).toBe(small.near)
})

test('8 m from a 55 inch panel has no room for composed scenes', () => {
  const size = stageSize({ distanceM: 8, panelWidthMm: 1218 }, { width: 1920, height: 1080 })
  expect(size.value).toBeGreaterThan(90)
  expect(size.near).toBe(false)
})

test('a sentence keeps its size where it fits and shrinks where it does not', () => {
  const room = { width: 1500, height: 210 }
  expect(fittingPx(['Không khí Kém ở 14/26 trạm', 'không có điểm ngập'], room, 79, 39)).toBe(79)
  const long = fittingPx(['Oxy Hồ Tây chỉ còn 1,8 mg/L và còn giảm nữa', 'không có điểm ngập'], room, 79, 39)
  expect(long).toBeLessThan(79)
  expect(long).toBeGreaterThanOrEqual(39)
  expect(fittingPx(['x'.repeat(500)], room, 79, 39)).toBe(39)
})

test('the picture walks a few px every four minutes and comes back', () => {
  const steps = Array.from({ length: 10 }, (_, at) => shiftStep(at * shiftEveryMs))
  expect(new Set(steps).size).toBe(9)
  expect(steps[9]).toBe(steps[0])
  for (const step of steps) for (const px of shiftOf(step)) expect(Math.abs(px)).toBeLessThanOrEqual(6)
})
