import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hourMs } from '../time/hanoiTime.ts'
import { aqiParameters } from './aqiTable.ts'
import { hourlyAqiAt } from './hourlyAqi.ts'
import { hourlyIndexAt } from './hourlyIndex.ts'
import type { HourTrack } from './hourTrack.ts'

const from = Date.parse('2026-01-01T00:00:00Z')
const hours = 20
const column = fc.array(fc.oneof(fc.constant(NaN), fc.double({ min: 0, max: 900, noNaN: true })), {
  minLength: hours,
  maxLength: hours,
})

test('an index without its explanation is the one with it', () => {
  fc.assert(
    fc.property(fc.array(fc.option(column), { minLength: 6, maxLength: 6 }), (columns) => {
      const track: HourTrack = { from, hours, means: {} }
      for (const [at, values] of columns.entries())
        if (values) track.means[aqiParameters[at]!] = Float64Array.from(values)
      for (let hour = from; hour < from + hours * hourMs; hour += hourMs) {
        const { method, aqi, band, main, subIndices } = hourlyAqiAt(track, hour)
        expect(hourlyIndexAt(track, hour)).toEqual({ method, aqi, band, main, subIndices })
      }
    }),
  )
})
