import { expect, test } from 'vitest'
import { visiblePieces } from './visibleText.ts'

const shown = (text: string) =>
  visiblePieces(text)
    .map((piece) => (piece.hidden ? `[${piece.text}]` : piece.text))
    .join('')

test('shows control characters as pictures and keeps lines', () => {
  expect(shown('a\tb\r\nc\u0000')).toBe('a[␉]b[␍][␊]\nc[␀]')
  expect(shown('\u007f\u001b[31m')).toBe('[␡][␛][31m')
})

test('shows marks that would turn or hide text', () => {
  expect(shown('AQ\u202e10-')).toBe('AQ[U+202E]10-')
  expect(shown('\ufeff{}\u200b')).toBe('[U+FEFF]{}[U+200B]')
})

test('leaves Vietnamese, quotes and tags as they are', () => {
  const text = '<b onclick="x">Hồ Tây · trạm số 3</b> ✓ 😀'
  expect(visiblePieces(text)).toEqual([{ text, hidden: false }])
})
