import { expect, it } from 'vitest'
import { floodedSince, floodEndedAt, floodStateOf, stateWithRisk } from './floodState.ts'

/** Depths every 10 minutes, the first at minute 0. */
const depths = (...cm: number[]) => cm.map((one, i) => ({ time: i * 600_000, cm: one }))

it.each([
  ['khong_du_lieu', depths()],
  ['binh_thuong', depths(0, 2, 4)],
  ['dang_ngap', depths(0, 8, 20)],
  ['dang_ngap', depths(20, 20, 19)],
  ['dang_rut', depths(8, 30, 24)],
  ['da_rut', depths(20, 8, 3)],
])('is %s', (state, given) => {
  expect(floodStateOf(given)).toBe(state)
})

it('has been flooded since the first depth of the present run of 5 cm and more', () => {
  expect(floodedSince(depths(12, 3, 6, 9))).toBe(2 * 600_000)
  expect(floodedSince(depths(12, 9, 4))).toBeNull()
  expect(floodedSince([])).toBeNull()
})

it('ended with the first dry depth after it', () => {
  expect(floodEndedAt(depths(12, 9, 4, 2))).toBe(2 * 600_000)
  expect(floodEndedAt(depths(2, 9))).toBeNull()
  expect(floodEndedAt(depths(2, 1))).toBeNull()
})

it('is at risk where rain makes flooding likely and no depth says more', () => {
  expect(stateWithRisk('binh_thuong', 'likely')).toBe('nguy_co')
  expect(stateWithRisk('khong_du_lieu', 'severe')).toBe('nguy_co')
  expect(stateWithRisk('binh_thuong', 'watch')).toBe('binh_thuong')
  expect(stateWithRisk('khong_du_lieu', 'unknown')).toBe('khong_du_lieu')
  expect(stateWithRisk('dang_rut', 'severe')).toBe('dang_rut')
})
