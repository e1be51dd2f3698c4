import { describe, expect, test } from 'vitest'
import { questionsOf } from './questions.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 22)
const place = (station: number, minutes: number) => ({
  ...{ domain: 'air' as const, station: `AQ-${station}`, time: start + minutes * minute },
})
const of = <Item>(length: number, item: (index: number) => Item) =>
  Array.from({ length }, (_, index) => item(index))

describe('questions to the series about readings that may be known', () => {
  test('an hour of fifty stations is asked for by half hours of all of them', () => {
    const questions = questionsOf(of(50, (station) => of(60, (at) => place(station, at))).flat())
    expect(questions).toEqual([
      { domain: 'air', station: undefined, from: start, to: start + 30 * minute },
      { domain: 'air', station: undefined, from: start + 31 * minute, to: start + 59 * minute },
    ])
  })

  test('moments scattered over days are asked for one by one', () => {
    const places = of(200, (index) => place(index % 50, index * 37))
    const questions = questionsOf(places)
    expect(questions).toHaveLength(200)
    expect(questions.every(({ from, to, station }) => station !== undefined && from === to)).toBe(true)
  })

  test('moments of one station that lie close are asked for together', () => {
    expect(questionsOf([place(1, 25), place(1, 0), place(1, 10), place(1, 100)])).toEqual([
      { domain: 'air', station: 'AQ-1', from: start, to: start + 25 * minute },
      { domain: 'air', station: 'AQ-1', from: start + 100 * minute, to: start + 100 * minute },
    ])
  })

  test('each reading lies in a question about its station', () => {
    const places = [
      ...of(300, (index) => place(index % 7, (index * 7919) % 3000)),
      ...of(100, (at) => place(3, at)),
    ]
    const questions = questionsOf(places)
    for (const { station, time } of places)
      expect(
        questions.some((one) => (one.station ?? station) === station && one.from <= time && time <= one.to),
      ).toBe(true)
  })
})
