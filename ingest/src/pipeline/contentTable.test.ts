import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ContentTable } from './contentTable.ts'

const step = fc.tuple(
  fc.constantFrom('set', 'delete'),
  fc.constantFrom('AQ-01', 'AQ-02', 'RG-01'),
  fc.integer({ min: 0, max: 40 }).map((minute) => 1_795_305_900_000 + minute * 60_000),
  fc.double({ noNaN: true }),
)

test('it answers as a Map does, however full it is', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const table = new ContentTable(new Map(), 1)
      const map = new Map<string, number>()
      for (const [what, station, time, content] of steps) {
        if (what === 'set') {
          table.set(station, time, content)
          map.set(`${station}@${time}`, content)
        } else {
          table.delete(station, time)
          map.delete(`${station}@${time}`)
        }
      }
      expect(table.size).toBe(map.size)
      for (const [, station, time] of steps)
        expect(table.get(station, time)).toBe(map.get(`${station}@${time}`))
    }),
  )
})

test('tables that share the numbers of stations keep their entries apart', () => {
  const numbers = new Map<string, number>()
  const [one, other] = [new ContentTable(numbers, 4), new ContentTable(numbers, 4)]
  one.set('AQ-01', 1, 10)
  other.set('AQ-02', 1, 20)
  expect([one.get('AQ-02', 1), other.get('AQ-01', 1), other.get('AQ-02', 1)]).toEqual([
    undefined,
    undefined,
    20,
  ])
})
