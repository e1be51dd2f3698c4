import { expect, test } from 'vitest'
import { placedUnits, searchUnits } from './searchUnits.ts'

const unit = (name: string, type = 'phường') => ({
  code: name,
  name,
  type,
  parent: '01',
  lat: 21,
  lon: 105.8,
})
const units = placedUnits([
  { code: '01', name: 'Hà Nội', type: 'thành phố', parent: null, lat: null, lon: null },
  unit('Ba Đình'),
  unit('Đống Đa'),
  unit('Ô Chợ Dừa'),
  unit('Láng'),
  unit('Lạng Sơn Tây'),
  unit('Ba Vì', 'xã'),
  unit('Tây Hồ'),
  unit('Sơn Tây'),
])
const namesFor = (typed: string) => searchUnits(units, typed).map(({ name }) => name)

test('finds names typed without marks', () => {
  expect(namesFor('o cho dua')).toEqual(['Ô Chợ Dừa'])
  expect(namesFor('dong da')).toEqual(['Đống Đa'])
})

test('finds names typed without spaces', () => {
  expect(namesFor('badinh')).toEqual(['Ba Đình'])
})

test('puts names that begin with the text first, exact marks before others', () => {
  expect(namesFor('tay')).toEqual(['Tây Hồ', 'Lạng Sơn Tây', 'Sơn Tây'])
  expect(namesFor('láng')[0]).toBe('Láng')
  expect(namesFor('lạng')[0]).toBe('Lạng Sơn Tây')
})

test('understands the kind before the name', () => {
  expect(namesFor('xã ba vì')).toEqual(['Ba Vì'])
  expect(namesFor('phuong ba')).toEqual(['Ba Đình'])
})

test('gives all units with a position for an empty text, none for an unknown name', () => {
  expect(namesFor(' ')).toHaveLength(8)
  expect(namesFor('Paris')).toEqual([])
})
