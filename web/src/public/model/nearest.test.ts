import { expect, test } from 'vitest'
import { nearestUsable, sortedByDistance } from './nearest.ts'

const here = { lat: 21, lon: 105.8 }
const near = { id: 'near', lat: 21.001, lon: 105.8, old: true }
const middle = { id: 'middle', lat: 21.01, lon: 105.8, old: false }
const far = { id: 'far', lat: 21.1, lon: 105.8, old: false }

test('passes over an old station and says which one', () => {
  const found = nearestUsable([far, near, middle], here, ({ old }) => !old)
  expect(found?.item.id).toBe('middle')
  expect(found?.distanceM).toBeCloseTo(1112, 0)
  expect(found?.passedOver.map(({ item }) => item.id)).toEqual(['near'])
})

test('passes over nobody when the nearest is usable', () => {
  expect(nearestUsable([far, middle], here, () => true)?.passedOver).toEqual([])
})

test('gives nothing when no station is usable', () => {
  expect(nearestUsable([near], here, ({ old }) => !old)).toBeUndefined()
  expect(nearestUsable([], here, () => true)).toBeUndefined()
})

test('sorts by distance', () => {
  expect(sortedByDistance([far, near, middle], here).map(({ item }) => item.id)).toEqual([
    'near',
    'middle',
    'far',
  ])
})
