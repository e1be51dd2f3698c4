import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Unit } from '../profile/cityProfile.ts'
import { createUnitMatcher } from './unitNames.ts'

const file = readFileSync(join(import.meta.dirname, '../../hanoi/hanoi-admin-units.csv'), 'utf8')
const units = file
  .trim()
  .split('\n')
  .slice(1)
  .map((line): Unit => {
    const [code, name, type] = line.split(',')
    return { code: code!, name: name!, type: type!, parent: '01', lat: null, lon: null }
  })
const unitOf = createUnitMatcher(units)

test('all 126 units are found by code, bare name and full name', () => {
  expect(units).toHaveLength(126)
  for (const { code, name, type } of units) {
    expect(unitOf(code)).toBe(code)
    expect(unitOf(name)).toBe(code)
    expect(unitOf(`UBND ${type} ${name}`)).toBe(code)
    expect(unitOf(`Trung tâm Phục vụ hành chính công ${type} ${name}, thành phố Hà Nội`)).toBe(code)
    expect(unitOf(`UY BAN NHAN DAN ${plain(type)} ${plain(name)}`.toUpperCase())).toBe(code)
  }
})

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
}

test.each([
  ['UBND P. Ba Đình', '00004'],
  ['Bộ phận Một cửa phường Yên Hoà', '00175'],
  ['phường Văn Miếu – Quốc Tử Giám', '00226'],
  ['ủy ban nhân dân  PHƯỜNG  HOÀN KIẾM - TP Hà Nội', '00070'],
])('%s is %s', (text, code) => {
  expect(unitOf(text)).toBe(code)
})

test.each([
  'Sở Xây dựng',
  'Văn phòng Đăng ký đất đai Hà Nội',
  'UBND quận Ba Đình',
  'UBND phường Phú Thượng, quận Tây Hồ',
  'UBND xã Ba Đình',
  'phường',
  '',
  'x'.repeat(10_000_000),
  '01',
])('%.40s is none of them', (text) => {
  expect(unitOf(text)).toBeNull()
})

test('a name that a ward and a commune share needs the type', () => {
  const twins: Unit[] = ['phường', 'xã'].map((type) => ({
    code: type,
    name: 'Hòa Phú',
    type,
    parent: '01',
    lat: null,
    lon: null,
  }))
  const match = createUnitMatcher(twins)
  expect(match('Hòa Phú')).toBeNull()
  expect(match('UBND xã Hòa Phú')).toBe('xã')
  expect(match('UBND phường Hoà Phú')).toBe('phường')
})
