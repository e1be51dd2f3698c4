import { expect, test } from 'vitest'
import { nearestInDirection } from './nearestInDirection.ts'

const from = { id: 'here', x: 0, y: 0 }
const east = { id: 'east', x: 50, y: 5 }
const closeNorthEast = { id: 'north-east', x: 8, y: -30 }
const west = { id: 'west', x: -40, y: 0 }
const all = [from, east, closeNorthEast, west]

test('prefers what lies in the direction over what is merely near', () => {
  expect(nearestInDirection(from, all, 'right')).toBe(east)
  expect(nearestInDirection(from, all, 'up')).toBe(closeNorthEast)
  expect(nearestInDirection(from, all, 'left')).toBe(west)
})

test('finds nothing where nothing lies', () => {
  expect(nearestInDirection(west, all, 'left')).toBeUndefined()
})
