import { expect, test } from 'vitest'
import { parseLayers } from './address.ts'

test('reads layers in their own order, once each', () => {
  expect(parseLayers('flood,air,flood')).toEqual(['air', 'flood'])
  expect(parseLayers('Lake, camera')).toEqual(['water', 'cameras'])
})

test('an empty map can be asked for', () => {
  expect(parseLayers('none')).toEqual([])
})

test('gives null when no layer is named', () => {
  expect(parseLayers(null)).toBeNull()
  expect(parseLayers('')).toBeNull()
  expect(parseLayers('traffic')).toBeNull()
})
