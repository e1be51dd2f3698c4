import { expect, test } from 'vitest'
import { visibleBytes, visiblePieces } from './visibleText.ts'

const shown = (text: string) =>
  visiblePieces(text)
    .map((piece) => (piece.hidden ? `[${piece.text}]` : piece.text))
    .join('')

test('shows control characters by name and keeps lines', () => {
  expect(shown('a\tb\r\nc\u0000')).toBe('a[TAB]b[CR][LF]\nc[NUL]')
  expect(shown('\u007f\u001b[31m')).toBe('[DEL][ESC][31m')
})

test('shows marks that would turn or hide text', () => {
  expect(shown('AQ\u202e10-')).toBe('AQ[U+202E]10-')
  expect(shown('\ufeff{}\u200b')).toBe('[U+FEFF]{}[U+200B]')
})

test('leaves Vietnamese, quotes and tags as they are', () => {
  const text = '<b onclick="x">Hồ Tây · trạm số 3</b> ✓ 😀'
  expect(visiblePieces(text)).toEqual([{ text, hidden: false }])
})

test('shows bytes that are no UTF-8 by their number', () => {
  // "Hồ" in UTF-8, then é in Windows-1252, then a sequence that was cut.
  const bytes = Uint8Array.of(0x48, 0xe1, 0xbb, 0x93, 0x20, 0xe9, 0x21, 0xe1, 0xbb)
  expect(visibleBytes(bytes).map(({ text, hidden }) => (hidden ? `[${text}]` : text))).toEqual([
    ...['Hồ ', '[E9]', '!', '[E1]', '[BB]'],
  ])
})
