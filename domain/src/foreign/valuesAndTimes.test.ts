import { expect, test } from 'vitest'
import { gatherBodies } from './foreignBody.ts'
import { isTimeFormat, timeReader, writeTime } from './timeIn.ts'
import { valueIn } from './valueIn.ts'

const rule = { missing: [0, -9999, 'NA'], scale: 10, offset: 1 }

test.each([
  ['12.5', {}, 12.5],
  [' -1.6 ', {}, -1.6],
  ['1e3', {}, 1000],
  [2, rule, 21],
  ['', {}, undefined],
  [null, {}, undefined],
  ['-9999.0', rule, undefined],
  ['0', rule, undefined],
  ['NA', rule, undefined],
  ['12,5', {}, '12,5'],
  ['0x10', {}, '0x10'],
  [true, {}, true],
])('%j is read as a value', (raw, given, value) => {
  expect(valueIn(raw, given)).toBe(value)
})

test.each([
  ['iso', '+07:00', '2026-11-22 07:00', Date.UTC(2026, 10, 22)],
  ['iso', '+07:00', '2026-11-22T00:00:00Z', Date.UTC(2026, 10, 22)],
  ['epoch_s', 'Z', 1_795_305_600.25, 1_795_305_600_250],
  ['epoch_ms', 'Z', '1795305600000', 1_795_305_600_000],
  ['dd/MM/yyyy HH:mm', '+07:00', '22/11/2026 07:05', Date.UTC(2026, 10, 22, 0, 5)],
  ['yyyyMMddHHmmss', 'Z', 20261122070000, Date.UTC(2026, 10, 22, 7)],
])('%s with %s reads %s', (format, zone, raw, time) => {
  expect(timeReader(format, zone)(raw)).toBe(time)
})

test.each([
  ['iso', 'yesterday'],
  ['epoch_s', ''],
  ['epoch_s', null],
  ['dd/MM/yyyy HH:mm', '31/02/2026 07:00'],
  ['dd/MM/yyyy HH:mm', '22/11/2026 24:00'],
  ['dd.MM.yyyy', '22x11x2026'],
])('%s does not read %j', (format, raw) => {
  expect(timeReader(format, '+07:00')(raw)).toBeUndefined()
})

test('a pattern needs a whole day, each part once', () => {
  expect(['iso', 'dd/MM/yyyy', 'yyyyMMddHHmm'].every(isTimeFormat)).toBe(true)
  expect(['MM/yyyy', 'local', 'dd/dd/MM/yyyy'].some(isTimeFormat)).toBe(false)
})

test('moments are written in the zone of the other side', () => {
  const time = Date.UTC(2026, 10, 22, 17, 30, 5)
  expect(writeTime(time, 'yyyy-MM-dd HH:mm:ss', '+07:00')).toBe('2026-11-23 00:30:05')
  expect(writeTime(time, 'iso', '+07:00')).toBe('2026-11-23T00:30:05+07:00')
  expect(writeTime(time, 'epoch_s', '+07:00')).toBe('1795368605')
})

test('a value that comes again with another content begins a further reading', () => {
  const { bodies, put } = gatherBodies()
  put('A', 1, 'pm25', 10)
  put('A', 1, 'pm10', 20)
  put('A', 1, 'pm25', 10)
  put('A', 1, 'pm25', 11, 'ug/m3')
  put('A', 1, '__proto__', 5)
  expect(bodies.map(({ values }) => Object.entries(values))).toEqual([
    [
      ['pm25', 10],
      ['pm10', 20],
    ],
    [
      ['pm25', 11],
      ['__proto__', 5],
    ],
  ])
})
