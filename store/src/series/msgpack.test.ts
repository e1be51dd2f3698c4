import { expect, test } from 'vitest'
import { MsgpackReader } from './msgpack.ts'

function read(...bytes: number[]): unknown {
  const reader = new MsgpackReader(Uint8Array.from(bytes))
  const found = reader.value()
  if (!reader.isAtEnd) throw new Error('there is more')
  return found
}

// Bytes by the table of formats of the specification (github.com/msgpack/msgpack/blob/master/spec.md).
test.each([
  ['nil', [0xc0], null],
  ['booleans', [0x92, 0xc2, 0xc3], [false, true]],
  ['positive fixint', [0x7f], 127],
  ['negative fixint', [0xe0], -32],
  ['uint 8', [0xcc, 0xff], 255],
  ['uint 16', [0xcd, 0x01, 0x00], 256],
  ['uint 32', [0xce, 0xff, 0xff, 0xff, 0xff], 4294967295],
  ['uint 64', [0xcf, 0, 0, 0, 1, 0, 0, 0, 2], 4294967298],
  ['int 8', [0xd0, 0x80], -128],
  ['int 16', [0xd1, 0x80, 0x00], -32768],
  ['int 32', [0xd2, 0xff, 0xff, 0xff, 0xfe], -2],
  ['int 64 below 0', [0xd3, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], -1],
  ['int 64, a time in ms', [0xd3, 0x00, 0x00, 0x01, 0x9a, 0xa1, 0xb2, 0xc3, 0xd4], 0x19aa1b2c3d4],
  ['float 32', [0xca, 0x3f, 0xc0, 0, 0], 1.5],
  ['float 64', [0xcb, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a], 0.1],
  ['fixstr, UTF-8', [0xa3, 0xe1, 0xba, 0xa1], 'ạ'],
  ['str 8', [0xd9, 1, 0x61], 'a'],
  ['str 16', [0xda, 0, 1, 0x61], 'a'],
  ['str 32', [0xdb, 0, 0, 0, 1, 0x61], 'a'],
  ['array 16', [0xdc, 0, 2, 1, 2], [1, 2]],
  ['array 32', [0xdd, 0, 0, 0, 1, 1], [1]],
  ['fixmap', [0x81, 0xa1, 0x61, 0x90], { a: [] }],
  ['map 16', [0xde, 0, 1, 0xa1, 0x61, 1], { a: 1 }],
  ['map 32', [0xdf, 0, 0, 0, 1, 0xa1, 0x61, 1], { a: 1 }],
] as const)('%s is read', (_, bytes, expected) => {
  expect(read(...bytes)).toEqual(expected)
})

test('reads bytes that lie within a longer buffer', () => {
  expect(new MsgpackReader(Uint8Array.from([9, 9, 0x92, 1, 2, 9]).subarray(2, 5)).value()).toEqual([1, 2])
})

test('numbers are read one by one, others among them as NaN', () => {
  const reader = new MsgpackReader(Uint8Array.from([0x94, 7, 0xcb, 0x3f, 0xe0, 0, 0, 0, 0, 0, 0, 0xc0, 0xff]))
  expect(Array.from({ length: reader.arrayLength() }, () => reader.number())).toEqual([7, 0.5, NaN, -1])
  expect(reader.isAtEnd).toBe(true)
})

test('what stands under a key is read by who asked for it', () => {
  const bytes = Uint8Array.from([0x82, 0xa1, 0x61, 0x92, 1, 2, 0xa1, 0x62, 3])
  const sum = (reader: MsgpackReader): number => {
    let total = 0
    for (let left = reader.arrayLength(); left > 0; left--) total += reader.number()
    return total
  }
  expect(new MsgpackReader(bytes, { a: sum }).value()).toEqual({ a: 3, b: 3 })
})

test.each([
  ['nothing', [], 'bounds'],
  ['an array that ends too early', [0x92, 1], 'bounds'],
  ['a number that ends too early', [0xcb, 0, 0], 'bounds'],
  ['a text that ends too early', [0xa3, 0x61], 'too early'],
  ['text that is not UTF-8', [0xa1, 0xff], 'not valid'],
  ['a key that is no text', [0x81, 1, 1], 'no text'],
  ['an extension', [0xd6, 0xff, 0, 0, 0, 0], 'type 0xd6'],
])('%s is refused', (_, bytes, why) => {
  expect(() => read(...bytes)).toThrow(why)
})
