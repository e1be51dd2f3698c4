import { expect, test } from 'vitest'
import { fontPx, letterHeightMm } from './typeSize.ts'

test.each([
  [3, 16, 14.0],
  [3, 20, 17.5],
  [3, 40, 34.9],
  [5, 16, 23.3],
  [8, 20, 46.5],
  [12, 40, 139.6],
])('a letter read from %d m at %d′ is %d mm high', (distanceM, arcmin, mm) => {
  expect(letterHeightMm(distanceM, arcmin)).toBeCloseTo(mm, 0)
})

// Width of a 16:9 panel: diagonal × 25.4 × 16 / √(16² + 9²). Table for a viewport 1920 px wide, cap ratio 0.70.
const widthMm = (inches: number) => (inches * 25.4 * 16) / Math.hypot(16, 9)
test.each([
  [43, 3, 40, 50, 101],
  [43, 12, 161, 201, 402],
  [55, 5, 52, 66, 131],
  [55, 8, 84, 105, 210],
  [65, 5, 44, 55, 111],
  [86, 8, 54, 67, 134],
  [98, 3, 18, 22, 44],
])(
  'on %d inches at %d m labels, values, headlines take %d, %d, %d px',
  (inches, distanceM, label, value, headline) => {
    const size = (arcmin: number) => Math.round(fontPx(distanceM, arcmin, widthMm(inches), 1920, 0.7))
    expect(Math.abs(size(16) - label)).toBeLessThanOrEqual(1)
    expect(Math.abs(size(20) - value)).toBeLessThanOrEqual(1)
    expect(Math.abs(size(40) - headline)).toBeLessThanOrEqual(1)
  },
)
