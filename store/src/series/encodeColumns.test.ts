import { ColumnsBuilder } from '@city/domain/reading/columnsBuilder.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { readingsOf } from '@city/domain/reading/readingColumns.ts'
import { readingPoint } from '@city/domain/series/readingPoint.ts'
import { StoreRefused } from '@city/domain/series/seriesStore.ts'
import { parametersOf } from '@city/domain/station/parameter.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ColumnsEncoder } from './encodeColumns.ts'
import { encodeLines } from './encodeLines.ts'
import { putNumber } from './numberText.ts'

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc
    .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.nat(8))
    .map(([whole, decimals]) => whole / 10 ** decimals),
  fc
    .tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }))
    .map(([a, b]) => a / 10 + b / 10),
  fc.integer(),
  fc.constantFrom(
    0,
    -0,
    1e21,
    1e-7,
    1e-6,
    0.1 + 0.2,
    2 ** 31,
    2 ** 31 - 1,
    -(2 ** 31),
    2147483.647,
    5e-324,
    1.5e300,
  ),
)

test('a number is written as String() writes it', () => {
  const bytes = new Uint8Array(40)
  fc.assert(
    fc.property(value, (one) => {
      expect(Buffer.from(bytes.subarray(0, putNumber(bytes, 0, one))).toString()).toBe(String(one))
    }),
    { numRuns: 20_000 },
  )
})

const reading = fc
  .constantFrom('air', 'water', 'rain')
  .chain((domain) => {
    const names = parametersOf(domain).map(({ id }) => id)
    return fc.record({
      station: fc.constantFrom('AQ-01', 'trạm 1', 'a=b,c', 'a\\b').map((id) => `${domain} ${id}`),
      domain: fc.constant(domain),
      time: fc.oneof(
        fc.constant(1_795_305_600_000),
        fc.integer({ min: 946_684_800_000, max: 4_102_444_800_000 }),
      ),
      values: fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1 }),
      flags: fc.dictionary(fc.constantFrom(...names), fc.constantFrom(2, 3, 4, 9)),
      withStates: fc.boolean(),
    })
  })
  // A state comes with a flag, which may have no value beside it.
  .map(({ withStates, ...one }) => {
    const flagged = Object.keys(one.flags)
    return withStates && flagged.length > 0
      ? { ...one, states: Object.fromEntries(flagged.map((name, at) => [name, (at % 13) + 1])) }
      : one
  }) as fc.Arbitrary<Reading>

test('columns become the lines of their readings byte by byte, in parts too', () => {
  const encoder = new ColumnsEncoder()
  const builder = new ColumnsBuilder()
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 30 }), fc.nat(30), (readings, cut) => {
      for (const one of readings) builder.add(one)
      const columns = builder.take()
      const middle = Math.min(cut, readings.length)
      const at = readings
        .slice(0, middle)
        .reduce((sum, { values, flags }) => sum + Object.keys({ ...values, ...flags }).length, 0)
      const parts = [
        encoder.encode(columns, 0, middle, 0),
        encoder.encode(columns, middle, readings.length, at),
      ]
      expect(Buffer.concat(parts).toString()).toBe(encodeLines(readings.map(readingPoint)))
      expect(readingsOf(columns)).toEqual(readings)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['a station that cannot be written', { station: 'a\n' }],
  ['a value that is none', { values: { pm25: 1, pm10: Infinity } }],
  ['a parameter that is not declared', { values: { kryptonite: 1 } }],
  ['no values', { values: {} }],
  ['no time', { time: 0.5 }],
])('%s is refused as the point is', (_, more) => {
  const good: Reading = { station: 'AQ-01', domain: 'air', time: 0, values: { pm25: 1 }, flags: {} }
  const bad = { ...good, ...more } as Reading
  const builder = new ColumnsBuilder()
  for (const one of [good, bad]) builder.add(one)
  const columns = builder.take()
  const said = (work: () => unknown): unknown => {
    try {
      return work()
    } catch (error) {
      return error
    }
  }
  const refusal = said(() => encodeLines([readingPoint(bad)]))
  expect(refusal).toBeInstanceOf(StoreRefused)
  expect(said(() => new ColumnsEncoder().encode(columns, 0, 2, 0))).toEqual(refusal)
})
