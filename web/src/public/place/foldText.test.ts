import { expect, test } from 'vitest'
import { foldText } from './foldText.ts'

test('leaves out every Vietnamese mark, composed or not', () => {
  expect(foldText('Ô Chợ Dừa')).toBe('o cho dua')
  expect(foldText('Đống Đa')).toBe('dong da')
  expect(foldText('Ngọc Hà'.normalize('NFD'))).toBe('ngoc ha')
  expect(foldText('Văn Miếu – Quốc Tử Giám')).toBe('van mieu quoc tu giam')
  expect(foldText('Yên Nghĩa, Ứng Hòa')).toBe('yen nghia ung hoa')
})
