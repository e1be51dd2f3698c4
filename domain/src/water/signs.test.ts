import { expect, it } from 'vitest'
import { lakeSigns, type LakeReadings } from './signs.ts'
import { usualWaterSettings } from './waterSettings.ts'

const minute = 60_000
const hour = 60 * minute
const settings = usualWaterSettings.signs
/** A clock of Hanoi on 22 November 2026. */
const at = (clock: string, day = 22) => Date.parse(`2026-11-${day}T${clock}:00+07:00`)
const now = at('08:00')

const every = (from: number, to: number, values: Record<string, number>) =>
  Array.from({ length: (to - from) / (10 * minute) + 1 }, (_, i) => ({
    time: from + i * 10 * minute,
    values,
  }))
const signsOf = (readings: Partial<LakeReadings>) =>
  lakeSigns({ moments: [], chlaHours: [], ...readings }, now, settings)

it('oxygen under 2 mg/L before dawn is a sign, with its beginning, its end and its lowest value', () => {
  const moments = [
    ...every(at('01:00'), at('02:50'), { do: 2.6 }),
    ...every(at('03:00'), at('04:00'), { do: 1.9 }),
    ...every(at('04:10'), at('05:00'), { do: 1.4 }),
    ...every(at('05:10'), at('08:00'), { do: 3.1 }),
  ]
  const [sign, ...rest] = signsOf({ moments })
  expect(rest).toEqual([])
  expect(sign).toMatchObject({ code: 'do_low_before_dawn', role: 'sign', active: false, values: { do: 1.4 } })
  expect([sign!.since, sign!.at]).toEqual([at('03:00'), at('05:00')])
  expect(sign!.text.vi).toBe(
    'Oxy hòa tan trước bình minh xuống 1,4 mg/L: nguy cơ cá chết (từ 03:00 22/11 đến 05:00 22/11).',
  )
  expect(sign!.condition.en).toBe('DO below 2 mg/L between 00:00–06:00, in at least 2 ten-minute means')
})

it('the same by day, exactly 2 mg/L, and one moment alone are none', () => {
  expect(signsOf({ moments: every(at('06:00'), at('08:00'), { do: 1.5 }) })).toEqual([])
  expect(signsOf({ moments: every(at('02:00'), at('04:00'), { do: 2 }) })).toEqual([])
  expect(signsOf({ moments: every(at('02:00'), at('02:00'), { do: 0.5 }) })).toEqual([])
})

it('pH above 9 is a sign while the newest moment meets it; an interruption of an hour does not end the spell', () => {
  const moments = [
    ...every(at('05:00'), at('06:00'), { ph: 9.2 }),
    ...every(at('06:10'), at('06:50'), { ph: 8.9 }),
    ...every(at('07:00'), at('08:00'), { ph: 9.4 }),
  ]
  const [sign] = signsOf({ moments })
  expect(sign).toMatchObject({ code: 'ph_high', active: true, since: at('05:00'), values: { ph: 9.4 } })
  expect(signsOf({ moments: every(at('05:00'), at('08:00'), { ph: 9 }) })).toEqual([])
})

// 60 ≥ 1.5 × 30 and 60 − 30 ≥ 15; from 20 to 32 is 1.6 times but 12 µg/L only.
it('chlorophyll-a that doubles within a day is a sign; a small rise is none', () => {
  const hoursOf = (from: number, to: number) =>
    Array.from({ length: 72 }, (_, i) => ({ time: at('08:00', 19) + i * hour, value: i < 66 ? from : to }))
  const [sign, ...rest] = signsOf({ chlaHours: hoursOf(30, 60) })
  expect(rest).toEqual([])
  expect(sign).toMatchObject({ code: 'chla_jump', active: true, values: { chla: 60, chla_before: 30 } })
  // The mean of three hours: 30 30 60 → 40, 30 60 60 → 50 ≥ 45.
  expect(sign!.since).toBe(at('08:00', 19) + 67 * hour)
  expect(signsOf({ chlaHours: hoursOf(20, 32) })).toEqual([])
  expect(signsOf({ chlaHours: hoursOf(30, 60).slice(60) })).toEqual([])
})

// 25 °C holds 8.176 mg/L (environment.md 2.2): 13 mg/L is 159 %.
it('supersaturation by day accompanies another sign; alone, or by night, it is none', () => {
  const codesOf = (moments: LakeReadings['moments']) => signsOf({ moments }).map(({ code }) => code)
  const over = { do: 13, temp: 25, ph: 9.3 }
  expect(codesOf(every(at('06:30'), at('08:00'), over))).toEqual(['ph_high', 'do_supersaturated'])
  const [, sign] = signsOf({ moments: every(at('06:30'), at('08:00'), over) })
  expect(sign).toMatchObject({ role: 'accompanying', active: true })
  expect(sign!.values.do_saturation).toBeCloseTo(159, 0)
  expect(codesOf(every(at('06:30'), at('08:00'), { do: 13, temp: 25 }))).toEqual([])
  expect(codesOf(every(at('04:00'), at('05:50'), over))).toEqual(['ph_high'])
  expect(codesOf(every(at('06:30'), at('08:00'), { do_sat: 160, ph: 9.3 }))).toHaveLength(2)
})

it('a station that fell silent has no active sign', () => {
  const [sign] = signsOf({ moments: every(at('01:00'), at('05:00'), { ph: 9.5 }) })
  expect(sign).toMatchObject({ code: 'ph_high', active: false })
})

it('a sign of yesterday morning is history', () => {
  expect(signsOf({ moments: every(at('02:00', 21), at('04:00', 21), { do: 1 }) })).toEqual([])
})

it('thresholds are those of the city', () => {
  const moments = every(at('02:00'), at('04:00'), { do: 2.5 })
  const stricter = { ...settings, do_low_mg_l: 3 }
  expect(lakeSigns({ moments, chlaHours: [] }, now, stricter)).toHaveLength(1)
})
