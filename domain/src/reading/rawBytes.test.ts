import { expect, test } from 'vitest'
import { decodeReadings } from './decodeReadings.ts'
import { decodeStationFile } from './decodeStationFile.ts'
import { withRawBytes } from './rawBytes.ts'
import { isReplayable } from './rejection.ts'

const context = { stations: new Map(), mappings: undefined, now: 0 }
const bytesOf = (text: string) => new TextEncoder().encode(text)
const rawOf = (payload: Uint8Array) =>
  withRawBytes(decodeReadings(new TextDecoder().decode(payload), context), payload)[0]?.rejections[0]?.raw

test('a payload that is no UTF-8 is kept byte by byte', () => {
  const payload = new Uint8Array([0x7b, 0x00, 0xff, 0xfe, 0xc3, 0x28])
  expect(rawOf(payload)).toEqual(payload)
})

test('a reading that was turned away whole is kept as it came, with its blanks', () => {
  const payload = bytesOf('{ "station" : "nobody", "ts":1, "values":{"pm25":1.50} }')
  expect(rawOf(payload)).toEqual(payload)
})

test('what names people is kept without their names', () => {
  const payload = bytesOf('{"station":"nobody","ts":1,"values":{},"ChuHoSo":"Nguyễn Văn Kín"}')
  expect(rawOf(payload)).toBe('{"station":"nobody","ts":1,"values":{},"ChuHoSo":"(removed)"}')
  expect(rawOf(bytesOf('{"ChuHoSo":"Nguyễn Văn Kín'))).toBe('(removed)')
})

test('members of an array are kept one by one', () => {
  const payload = bytesOf('[{"ts":1,"values":{}},{"ts":2,"values":{}}]')
  const decoded = decodeReadings(new TextDecoder().decode(payload), context)
  expect(withRawBytes(decoded, payload)).toBe(decoded)
})

test('a station file in an old encoding is kept byte by byte', () => {
  const bytes = Uint8Array.from([0xbf, 0xc4, 0x09, 0x31, 0x0d, 0x0a])
  const decoded = decodeStationFile('HN_CCMT_KHIDM1_20261014083500.txt', bytes, { ...context, prefixes: {} })
  expect(decoded[0]?.rejections[0]).toMatchObject({ reason: 'not_utf8', raw: bytes })
})

test('what was unreadable, cut or no JSON cannot be taken in again', () => {
  const raw = bytesOf(' {"ts":1}')
  const letter = { scope: 'reading', reason: 'unknown_station', size: raw.length, raw }
  expect(isReplayable(letter)).toBe(true)
  expect(isReplayable({ ...letter, scope: 'value' })).toBe(true)
  expect(isReplayable({ ...letter, scope: 'payload', reason: 'bad_json' })).toBe(false)
  expect(isReplayable({ ...letter, size: raw.length + 1 })).toBe(false)
  expect(isReplayable({ ...letter, reason: 'bad_time', raw: bytesOf('SO2\t1'), size: 5 })).toBe(false)
  expect(isReplayable({ ...letter, raw: new Uint8Array(), size: 0 })).toBe(false)
})
