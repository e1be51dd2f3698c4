import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Domain } from '../station/station.ts'
import { arrivedState } from './arrivedState.ts'
import { changedFields } from './changedFields.ts'
import type { JudgedColumn } from './judgedColumn.ts'
import { judgedValues, type JudgedValue } from './judgedValues.ts'
import { judgeSpan, reachOf, type JudgeContext } from './judgeSpan.ts'
import { noChanges, stationLimits } from './stationLimits.ts'
import { reasonsOf } from './reasons.ts'
import { columnsOf } from './stationColumns.ts'
import { unpackTests } from './tests.ts'

/* Limits and worked cases are those of environment.md 7.2 and 7.3. */

const minute = 60_000
const start = Date.parse('2026-11-22T00:00:00Z')
const contextOf = (domain: Domain, intervalMin = 5): JudgeContext => ({
  domain,
  intervalMs: intervalMin * minute,
  limits: stationLimits({ id: 'X', domain }, noChanges),
})
type Row = { time: number; fields: Record<string, number> }
const rowsOf = (parameter: string, values: readonly (number | null)[], intervalMin = 5): Row[] =>
  values.flatMap((value, at) =>
    value === null ? [] : [{ time: start + at * intervalMin * minute, fields: { [parameter]: value } }],
  )
const whole = { from: -Infinity, to: Infinity }
const valuesOf = (rows: readonly Row[], columns: readonly JudgedColumn[]): JudgedValue[] =>
  judgedValues(columnsOf(rows).times, columns)
const judge = (rows: readonly Row[], context: JudgeContext): JudgedValue[] =>
  valuesOf(rows, judgeSpan(columnsOf(rows), whole, context).columns)
const flagsOf = (domain: Domain, parameter: string, values: readonly (number | null)[], intervalMin = 5) =>
  judge(rowsOf(parameter, values, intervalMin), contextOf(domain, intervalMin)).map((one) => one.flag)

test('the demo file of a water station with NO3-N 253 mg/L and status 00 fails', () => {
  expect(flagsOf('water', 'no3n', [253])).toEqual([4])
})

test('a single spike is suspect, and the value after it is compared with the one before it', () => {
  // |180 − 41| = 139 > 80, neighbours differ by 2 ≤ 40; the step to it, 140, is above 100 too.
  const judged = judge(rowsOf('pm25', [40, 180, 42, 41]), contextOf('air'))
  expect(judged.map((one) => one.flag)).toEqual([1, 3, 1, 1])
  expect(reasonsOf(unpackTests(judged[1]!.tests))).toEqual(['step', 'spike'])
})

test('the newest value is no spike yet', () => {
  const judged = judge(rowsOf('o3', [60, 130]), contextOf('air'))
  expect(judged.map((one) => one.flag)).toEqual([1, 1])
})

test('a step is suspect beyond 100 and fails beyond 400, limits not included', () => {
  expect(flagsOf('air', 'pm25', [40, 140])).toEqual([1, 1])
  expect(flagsOf('air', 'pm25', [40, 140.1])).toEqual([1, 3])
  expect(flagsOf('air', 'pm25', [40, 441])).toEqual([1, 4])
})

test('values further apart than three intervals are not compared', () => {
  expect(flagsOf('air', 'pm25', [40, null, null, 240])).toEqual([1, 3])
  expect(flagsOf('air', 'pm25', [40, null, null, null, 240])).toEqual([1, 1])
})

test('a value that stays where it jumped is believed from the third on', () => {
  expect(flagsOf('air', 'pm25', [10, 450, 450.5, 451, 452])).toEqual([1, 4, 4, 1, 1])
})

test('temperature that falls by more than 4 °C within an hour is suspect', () => {
  const falling = Array.from({ length: 13 }, (_, at) => 30 - 0.4 * at)
  // Twelve steps of 0.4 make 4.8 in the hour.
  expect(flagsOf('air', 'temp', falling)).toEqual([...Array(12).fill(1), 3])
})

test('twelve equal values make the twelfth suspect, thirty-six fail', () => {
  const flags = flagsOf('air', 'pm25', Array(40).fill(35))
  expect(flags.slice(0, 11)).toEqual(Array(11).fill(1))
  expect(flags.slice(11, 35)).toEqual(Array(24).fill(3))
  expect(flags.slice(35)).toEqual(Array(5).fill(4))
})

test('a flat line below 1 µg/m³, saturated air and still wind are believed', () => {
  expect(new Set(flagsOf('air', 'pm25', Array(40).fill(0.4)))).toEqual(new Set([1]))
  expect(new Set(flagsOf('air', 'rh', Array(80).fill(99)))).toEqual(new Set([1]))
  expect(new Set(flagsOf('air', 'ws', Array(80).fill(0.2)))).toEqual(new Set([1]))
})

test('a station that reports every minute instead of every five does not stand still after twelve minutes', () => {
  const rows = rowsOf('pm25', Array(60).fill(35), 1)
  const flags = judge(rows, contextOf('air')).map((one) => one.flag)
  // Twelve values at least, and eleven intervals of 5 minutes less a tenth: 49.5 minutes.
  expect(flags.indexOf(3)).toBe(50)
})

test('slightly negative values are good and clipped, more negative ones suspect, far ones fail', () => {
  const judged = judge(rowsOf('pm25', [-2, -2.1, -5.1]), contextOf('air'))
  expect(judged.map((one) => one.flag)).toEqual([1, 3, 4])
  expect(unpackTests(judged[0]!.tests)).toMatchObject({ range: 1, clipped: 1 })
  expect(flagsOf('air', 'no2', [-5, -5.1])).toEqual([1, 3])
  expect(flagsOf('air', 'co', [-50, -51])).toEqual([1, 3])
})

test('calibration and a device fault fail, and what follows is not compared with them', () => {
  const rows = rowsOf('pm25', [40, 300, 41, 300, 42])
  rows[1]!.fields.s_pm25 = arrivedState.calibration
  rows[3]!.fields.s_pm25 = arrivedState.deviceFault
  const judged = judge(rows, contextOf('air'))
  expect(judged.map((one) => one.flag)).toEqual([1, 4, 1, 4, 1])
  expect(judged.map((one) => reasonsOf(unpackTests(one.tests)))).toEqual([
    ...[[], ['calibration'], [], ['device_fault'], []],
  ])
})

test('an analyst lifts a suspect flag, but not that of a calibration', () => {
  const rows = rowsOf('pm25', [600, 601])
  rows[1]!.fields.s_pm25 = arrivedState.calibration
  const decisions = [{ parameter: 'pm25', ...whole, flag: 1 as const }]
  const judged = judge(rows, { ...contextOf('air'), decisions })
  expect(judged.map((one) => one.flag)).toEqual([1, 4])
})

test('a flag that stands alone in the series was given; what the range explains was not', () => {
  const rows = [
    { time: start, fields: { pm25: 40, q_pm25: 4 } },
    { time: start + 5 * minute, fields: { pm25: 600, q_pm25: 3 } },
  ]
  const { columns } = judgeSpan(columnsOf(rows), whole, contextOf('air', 1))
  expect(valuesOf(rows, columns).map(({ flag, state }) => [flag, state])).toEqual([
    [4, 8],
    [3, 0],
  ])
  expect(changedFields(columnsOf(rows), columns)).toEqual(
    new Map([
      [start, { t_pm25: expect.any(Number) as number, s_pm25: 8 }],
      [start + 5 * minute, { t_pm25: expect.any(Number) as number }],
    ]),
  )
})

test.each([
  ['PM2.5 above 1.1 · PM10 + 5', 'air', { pm25: 61, pm10: 50 }, { pm25: 3, pm10: 3 }],
  ['PM2.5 just below it', 'air', { pm25: 60, pm10: 50 }, { pm25: 1, pm10: 1 }],
  ['NO + NO2 far from NOx', 'air', { no: 20, no2: 30, nox: 90 }, { no: 3, no2: 3, nox: 3 }],
  ['NOx as the sum of masses', 'air', { no: 20, no2: 30, nox: 50 }, { no: 1, no2: 1, nox: 1 }],
  ['NOx as NO2', 'air', { no: 20, no2: 30, nox: 60.7 }, { no: 1, no2: 1, nox: 1 }],
  // 17.9 mg/L of 6.475 at 37 °C are 276 %.
  ['oxygen far above saturation', 'water', { do: 17.9, temp: 37 }, { do: 3, temp: 1 }],
  [
    'less rain in an hour than in ten minutes of it',
    'rain',
    { rain_10m: 4, rain_1h: 3 },
    { rain_10m: 3, rain_1h: 3 },
  ],
] as const)('cross check: %s', (_, domain, fields, flags) => {
  const judged = judge([{ time: start, fields }], contextOf(domain))
  expect(Object.fromEntries(judged.map((one) => [one.parameter, one.flag]))).toEqual(flags)
})

test('the rain of a day falls only where a day begins', () => {
  const at = (time: string, mm: number): Row => ({ time: Date.parse(time), fields: { rain_day: mm } })
  const rows = [at('2026-11-22T02:00:00Z', 12), at('2026-11-22T02:10:00Z', 9), at('2026-11-22T12:00:00Z', 9)]
  const reset = [at('2026-11-22T11:50:00Z', 12), at('2026-11-22T12:00:00Z', 0)]
  const flags = (some: Row[]) => judge(some, contextOf('rain', 10)).map((one) => one.flag)
  expect(flags(rows)).toEqual([1, 3, 1])
  expect(flags(reset)).toEqual([1, 1])
})

// Jumps, stuck values, gaps, calibrations and cuts anywhere.
const arbitraryRows = fc
  .array(
    fc.record({
      gap: fc.constantFrom(1, 1, 1, 1, 2, 3, 4, 9),
      value: fc.constantFrom(20, 20, 20, 20, 20.04, 21, 130, 330, 520, 1100, -1, 0.4),
      repeats: fc.constantFrom(1, 1, 1, 2, 14, 40),
      state: fc.constantFrom(0, 0, 0, 0, 0, 1),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((parts) => {
    const rows: Row[] = []
    let time = start
    for (const { gap, value, repeats, state } of parts)
      for (let at = 0; at < repeats; at++) {
        time += (at === 0 ? gap : 1) * 5 * minute
        rows.push({ time, fields: { pm25: value, temp: value / 20, ...(state ? { s_pm25: state } : {}) } })
      }
    return rows
  })

test('judging the whole says the same as judging pieces, wherever they are cut', () => {
  const context = contextOf('air')
  const { before, after } = reachOf(context.intervalMs)
  fc.assert(
    fc.property(arbitraryRows, fc.array(fc.nat(1000), { maxLength: 4 }), (rows, cuts) => {
      const end = rows.at(-1)!.time + 1
      const bounds = [start, ...cuts.map((cut) => start + (cut / 1000) * (end - start)), end].toSorted(
        (a, b) => a - b,
      )
      const pieces = bounds.slice(1).flatMap((to, at) => {
        const from = bounds[at]!
        for (let reach = before; ; reach *= 4) {
          const near = rows.filter(({ time }) => time >= from - reach && time < to + after + 1)
          const judged = judgeSpan(columnsOf(near), { from, to }, context)
          if (!judged.needsBefore || near[0] === rows[0]) return valuesOf(near, judged.columns)
        }
      })
      const sorted = (values: JudgedValue[]) =>
        values.toSorted((a, b) => a.time - b.time || (a.parameter < b.parameter ? -1 : 1))
      expect(sorted(pieces)).toEqual(sorted(judge(rows, context)))
    }),
    { numRuns: 200 },
  )
})

test('a value that arrives late changes only what the span around it and needsAfter cover', () => {
  const context = contextOf('air')
  const { before, after } = reachOf(context.intervalMs)
  fc.assert(
    fc.property(arbitraryRows, fc.nat(), (rows, pick) => {
      const late = rows[pick % rows.length]!
      const others = rows.filter((row) => row !== late)
      const was = new Map(judge(others, context).map((one) => [`${one.time} ${one.parameter}`, one]))
      const changedTo = late.time + 1
      let to = changedTo + before
      while (
        judgeSpan(columnsOf(rows.filter(({ time }) => time < to)), { ...whole, changedTo }, context)
          .needsAfter &&
        to < rows.at(-1)!.time + 1
      )
        to += 30 * minute
      for (const one of judge(rows, context)) {
        if (one.time >= late.time - after && one.time < to) continue
        expect(one).toEqual(was.get(`${one.time} ${one.parameter}`))
      }
    }),
    { numRuns: 200 },
  )
})

test('a level that stands still is suspect only when it rained during the run', () => {
  const rows = rowsOf('water_level', Array(80).fill(5.8), 10)
  const context = contextOf('water', 10)
  const rainAt = start + 30 * 10 * minute
  const wet = { ...context, hasRained: (from: number, to: number) => rainAt >= from && rainAt <= to }
  expect(new Set(judge(rows, context).map((one) => one.flag))).toEqual(new Set([1]))
  const flags = judge(rows, wet).map((one) => one.flag)
  expect([flags[70], flags[71], flags[79]]).toEqual([1, 3, 3])
})
