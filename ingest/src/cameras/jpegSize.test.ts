import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wholeJpegSize } from './jpegSize.ts'

/* Hand-made after ITU-T T.81 annex B: SOI, APP0 with a stray SOF inside, DHT, fill byte, SOF0 640 × 360, SOS, data, EOI. */
const soi = 'ffd8'
const app0 = 'ffe0000affc0000b08000100'
const dht = 'ffc400040000'
const sof0 = 'ffffc0000b080168028001011100'
const scan = 'ffda0008010100003f00d2cf20ff00'
const eoi = 'ffd9'
const picture = Buffer.from(soi + app0 + dht + sof0 + scan + eoi, 'hex')

test('the size is that of the frame header, not of bytes that look like one', () => {
  expect(wholeJpegSize(picture)).toEqual({ width: 640, height: 360 })
})

test('padding after the end is allowed', () => {
  expect(wholeJpegSize(Buffer.concat([picture, Buffer.alloc(64)]))).toEqual({ width: 640, height: 360 })
})

test('a progressive frame header counts too', () => {
  const progressive = Buffer.from(soi + sof0.replace('ffffc0', 'ffc2') + scan + eoi, 'hex')
  expect(wholeJpegSize(progressive)).toEqual({ width: 640, height: 360 })
})

test('a picture that is cut off anywhere has no size', () => {
  for (let length = 0; length < picture.length; length += 1)
    expect(wholeJpegSize(picture.subarray(0, length))).toBeUndefined()
})

test('no bytes at all make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, withStart) => {
      const buffer = Buffer.concat([Buffer.from(withStart ? soi : '', 'hex'), bytes])
      expect(() => wholeJpegSize(buffer)).not.toThrow()
    }),
  )
})
