import { expect, test } from 'vitest'
import { foldText, matchesText } from './foldText.ts'

test('strips every Vietnamese mark, single and stacked', () => {
  expect(foldText('Phường Nguyễn Văn Cừ – Ễ Ộ Ặ Ữ Ỹ')).toBe('phuong nguyen van cu e o a u y')
})

test('đ becomes d in both cases', () => {
  expect(foldText('Đông Đa')).toBe('dong da')
  expect(foldText('đường Đê')).toBe('duong de')
})

test('a decomposed spelling folds like the composed one', () => {
  expect(foldText('Hồ Tây'.normalize('NFD'))).toBe(foldText('Hồ Tây'.normalize('NFC')))
})

test('spaces are one space and none at the ends', () => {
  expect(foldText('  ĐÔNG \u00a0 ANH\n')).toBe('dong anh')
})

test('signs are spaces: a code is found with and without its hyphen', () => {
  expect(foldText('AQ-01')).toBe('aq 01')
  expect(matchesText('aq-01', 'AQ-01')).toBe(true)
  expect(matchesText('yên nghĩa, ứng hoà', 'Yên Nghĩa – Ứng Hòa')).toBe(true)
})

test('finds every word typed, in any order and over several texts', () => {
  expect(matchesText('ho tay', 'Trạm Hồ Tây 3', 'WQ-03')).toBe(true)
  expect(matchesText('03 tay', 'Trạm Hồ Tây 3', 'WQ-03')).toBe(true)
  expect(matchesText('ho guom', 'Trạm Hồ Tây 3', undefined)).toBe(false)
  expect(matchesText('', 'Trạm')).toBe(true)
})
