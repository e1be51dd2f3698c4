import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rainBothWays } from './bothWays.ts'
import { rollingBothWays, windowBothWays } from './bothTotals.ts'
import { eventGaps, rainEvents } from './rainEvents.ts'
import type { GaugeRow, RainValues } from './rainSpan.ts'

const start = Date.parse('2026-11-22T06:00:00Z')
const minute = 60_000
const hour = 60 * minute
const nothing: RainValues = { sum: null, tips: null, day: null }
const good = (at: number, values: Partial<RainValues>): GaugeRow => ({
  ...{ time: start + at * minute, ...nothing, ...values },
})
const suspect = (at: number, values: Partial<RainValues>): GaugeRow => ({
  ...good(at, {}),
  suspect: { ...nothing, ...values },
})
const over = (rows: GaugeRow[], from: number, to: number) =>
  windowBothWays(rainBothWays(rows, 0.2), start + from * minute, start + to * minute)

// environment.md 5.2: 100 mm within 40 min; 7.3: more than 30 mm in 10 minutes is suspect.
const cloudburst = [
  ...[good(10, { sum: 0 }), good(20, { sum: 5 }), suspect(30, { sum: 38 })],
  ...[suspect(40, { sum: 42 }), good(50, { sum: 15 }), good(60, { sum: 0 })],
]

test('a cloudburst stands beside the plain total, and whole in the one with suspect values', () => {
  expect(over(cloudburst, 0, 60)).toMatchObject({
    total: { totalMm: 20, complete: false },
    suspectMm: 80,
    withSuspect: { totalMm: 100, complete: true },
  })
})

test('without suspect values nothing is added', () => {
  expect(over([good(10, { sum: 5 })], 0, 10)).toMatchObject({ suspectMm: 0, withSuspect: null })
})

test('suspect rain alone leaves the plain total unknown', () => {
  expect(over([suspect(10, { sum: 35 })], 0, 10)).toMatchObject({
    total: { totalMm: null },
    suspectMm: 35,
    withSuspect: { totalMm: 35, complete: true },
  })
})

test('the window ends at the newest report, be it suspect', () => {
  const rain = rainBothWays(cloudburst.slice(0, 3), 0.2)
  expect(rollingBothWays(rain, start + 33 * minute, 20 * minute)).toMatchObject({
    total: { totalMm: 5, window: { to: start + 30 * minute } },
    suspectMm: 38,
  })
})

test('a confirmed counter that tells the rain of a suspect sum makes it rain that counts, once', () => {
  const rows = [good(0, { tips: 0 }), { ...suspect(10, { sum: 36 }), tips: 180 }, good(20, { sum: 1 })]
  expect(over(rows, 0, 20)).toMatchObject({ total: { totalMm: 37 }, suspectMm: 0 })
})

test('a day counter that is suspect by its amount adds its differences', () => {
  const rows = [good(0, { day: 390 }), good(10, { day: 398 }), suspect(20, { day: 410 })]
  const rain = [...rows, suspect(30, { day: 431 })]
  expect(over(rain, 0, 30)).toMatchObject({
    ...{ total: { totalMm: 8 }, suspectMm: 33, withSuspect: { totalMm: 41 } },
  })
})

/** Rolling sums of every minute; from `doubtFrom` mm on, or at the minutes of `glitches`, they are suspect. */
function everyMinute(mmOf: (at: number) => number, doubtFrom: number, glitches: Record<number, number> = {}) {
  return Array.from({ length: 121 }, (_, at) => {
    let sum = glitches[at] ?? 0
    for (let m = at; m > at - 10; m--) sum += mmOf(m)
    return sum >= doubtFrom || at in glitches ? suspect(at, { sum }) : good(at, { sum })
  })
}

test('a gauge that reports every minute counts a cloudburst once, whichever minute the window ends with', () => {
  // 4 mm a minute from minute 31 to 55: 100 mm; its sums of ten minutes pass 30 mm.
  const rows = everyMinute((at) => (at > 30 && at <= 55 ? 4 : 0), 30.1)
  for (let to = 90; to < 100; to++) {
    const { total, suspectMm } = over(rows, to - 70, to)
    expect((total.totalMm ?? 0) + suspectMm, `window to ${to}`).toBe(100)
  }
})

test('a suspect value that the confirmed reports around contradict is no rain', () => {
  const rows = everyMinute(() => 0, 30.1, { 57: 45 })
  for (let to = 90; to < 100; to++)
    expect(over(rows, to - 60, to), `window to ${to}`).toMatchObject({ total: { totalMm: 0 }, suspectMm: 0 })
})

test('a rain of suspect values is a rain, and says how much of it is confirmed', () => {
  const events = (rows: GaugeRow[]) =>
    rainEvents(rainBothWays(rows, 0.2).withSuspect, start, start + 2 * hour, eventGaps.live)
  expect(events(cloudburst)).toMatchObject([{ totalMm: 20, suspectMm: 80, complete: false }])
  expect(events([suspect(10, { sum: 35 })])).toMatchObject([{ totalMm: 0, suspectMm: 35, complete: false }])
})

test('suspect values never take rain from a total, and both together are never more than fell', () => {
  const tens = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 45 }), fc.constantFrom('good', 'suspect', 'none')),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  fc.assert(
    fc.property(tens, (list) => {
      const rows = list.flatMap(([sum, kind], i) => {
        if (kind === 'none') return []
        return kind === 'good' ? good((i + 1) * 10, { sum }) : suspect((i + 1) * 10, { sum })
      })
      const mm = (kind: string) => list.reduce((all, [sum, one]) => all + (one === kind ? sum : 0), 0)
      const { total, suspectMm } = over(rows, 0, list.length * 10)
      expect(total.totalMm ?? 0).toBe(mm('good'))
      expect(suspectMm).toBe(mm('suspect'))
    }),
  )
})
