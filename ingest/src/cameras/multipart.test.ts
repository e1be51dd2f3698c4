import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delimiterOf, partReader } from './multipart.ts'

const bodies = ['first picture', 'second --fra not a delimiter', '', 'fourth']
const withLength = bodies
  .map((body) => `--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n`)
  .join('')
const withoutLength = `${bodies.map((body) => `--frame\r\nContent-Type: image/jpeg\r\n\r\n${body}`).join('')}--frame\r\n`

function partsOf(stream: string, sizes: number[]): string[] {
  const read = partReader('--frame', 1000)
  const parts: string[] = []
  let at = 0
  for (let turn = 0; at < stream.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    parts.push(...read(Buffer.from(stream.slice(at, at + size))).map(String))
    at += size
  }
  return parts
}

test('parts come out whole however the chunks fall, with and without a length', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      expect(partsOf(withLength, sizes)).toEqual(bodies)
      expect(partsOf(withoutLength, sizes)).toEqual(bodies)
    }),
  )
})

test('a part without end is refused before it fills the memory', () => {
  const read = partReader('--frame', 1000)
  expect(() => {
    for (let chunk = 0; chunk < 100; chunk += 1) read(Buffer.alloc(64, 0x20))
  }).toThrow('more than 1000 bytes')
  expect(() =>
    partReader('--frame', 1000)(Buffer.from('--frame\r\nContent-Length: 99999999\r\n\r\n')),
  ).toThrow('more than 1000 bytes')
})

test.each([
  ['multipart/x-mixed-replace; boundary=frame', '--frame'],
  ['multipart/x-mixed-replace;boundary="--myboundary"', '--myboundary'],
  ['multipart/x-mixed-replace; boundary=--ipcam; charset=x', '--ipcam'],
])('%s has the delimiter %s', (contentType, delimiter) => {
  expect(delimiterOf(contentType)).toBe(delimiter)
})

test('a content type without a boundary has no delimiter', () => {
  expect(delimiterOf('multipart/x-mixed-replace')).toBeUndefined()
})
