import { expect, test } from 'vitest'
import { dayMs } from '../time/hanoiTime.ts'
import { blockedSpells, rainySeason, usualBlocked, type GaugeDay, type GaugeDays } from './blockedGauge.ts'

const season = rainySeason(2026, usualBlocked.months)
const at = (day: number): number => season.from + day * dayMs

/** A gauge with these amounts from the first of May on; null: no report. */
function gauge(amounts: readonly (number | null)[]): GaugeDays {
  return new Map(
    amounts.flatMap((mm, day): [number, GaugeDay][] =>
      mm === null ? [] : [[at(day), { mm, isWet: mm > 0, share: 1 }]],
    ),
  )
}
const dry = (days: number): number[] => Array.from({ length: days }, () => 0)
const withRain = (days: number, rain: Record<number, number>): number[] =>
  Array.from({ length: days }, (_, day) => rain[day] ?? 0)
const spells = (own: GaugeDays, around: readonly GaugeDays[], days = 60) =>
  blockedSpells(
    own,
    new Map(around.map((one, i) => [`N${i}`, one])),
    { from: at(0), to: at(days) },
    usualBlocked,
  )

test('the season is May to September of Hanoi', () => {
  expect(new Date(season.from).toISOString()).toBe('2026-04-30T17:00:00.000Z')
  expect(new Date(season.to).toISOString()).toBe('2026-09-30T17:00:00.000Z')
})

test('30 days of 0 mm while the neighbour has more than 50 mm are suspect, from the first rain around on', () => {
  const found = spells(gauge(dry(30)), [gauge(withRain(30, { 10: 30, 20: 20.1 }))], 30)
  expect(found).toEqual([
    { drySince: at(0), from: at(10), to: at(30), neighbours: [{ station: 'N0', mm: 50.1 }] },
  ])
})

test('29 days are too few, 50 mm are not more than 50 mm', () => {
  expect(spells(gauge(dry(29)), [gauge(withRain(29, { 10: 200 }))], 29)).toEqual([])
  expect(spells(gauge(dry(30)), [gauge(withRain(30, { 10: 50 }))], 30)).toEqual([])
})

test('what the gauge measures ends the spell; a new one begins after it', () => {
  const own = gauge(withRain(75, { 35: 0.2 }))
  const around = [gauge(withRain(75, { 5: 60, 40: 60 }))]
  expect(spells(own, around, 75)).toMatchObject([
    { drySince: at(0), from: at(5), to: at(35) },
    { drySince: at(36), from: at(40), to: at(75) },
  ])
})

test('neighbours are outvoted by those that were heard and dry, not by silent ones', () => {
  const wet = gauge(withRain(30, { 3: 80 }))
  expect(spells(gauge(dry(30)), [wet, gauge(dry(30))], 30)).toEqual([])
  expect(spells(gauge(dry(30)), [wet, wet, gauge(dry(30))], 30)).toHaveLength(1)
  expect(spells(gauge(dry(30)), [wet, gauge([])], 30)).toHaveLength(1)
  expect(spells(gauge(dry(30)), [], 30)).toEqual([])
})

test('it stays blocked though it gets dry around it, and where it was silent for a while', () => {
  const own = gauge([...dry(40), null, null, 0, null])
  const around = [gauge(withRain(44, { 2: 70 }))]
  expect(spells(own, around, 44)).toMatchObject([{ drySince: at(0), from: at(2), to: at(43) }])
})

test('a dry stretch begins with a report', () => {
  const own = gauge([null, null, ...dry(40)])
  expect(spells(own, [gauge(withRain(42, { 2: 70 }))], 42)).toMatchObject([{ drySince: at(2), from: at(2) }])
})

test('a gauge that is silent too long is not dry', () => {
  const around = [gauge(withRain(30, { 3: 80 }))]
  const silent = (count: number): (number | null)[] => [
    ...dry(10),
    ...Array.from({ length: count }, () => null),
    ...dry(20 - count),
  ]
  expect(spells(gauge(silent(7)), around, 30)).toHaveLength(1)
  expect(spells(gauge(silent(8)), around, 30)).toEqual([])
})
