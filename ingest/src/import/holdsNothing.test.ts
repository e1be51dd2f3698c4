import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsNothing } from './holdsNothing.ts'

interface Point {
  station: string
  time: number
}

/** A series as InfluxDB answers: in order of time, the limit for each station. */
function seriesOf(points: readonly Point[]): Pick<SeriesStore, 'readRows'> & { questions: number } {
  return {
    questions: 0,
    async readRows({ tags, from, to, limit = Infinity }) {
      this.questions++
      const own = points.filter(
        ({ station, time }) => (tags?.station ?? station) === station && time >= from && time < to,
      )
      const rows = own.map(({ station, time }): SeriesRow => ({
        tags: { station },
        time,
        fields: { pm25: 1 },
      }))
      const inOrder = rows.toSorted((a, b) => a.time - b.time)
      return [...Map.groupBy(inOrder, (row) => row.tags.station).values()].flatMap((some) =>
        some.slice(0, limit),
      )
    },
  }
}

const names = Array.from({ length: 12 }, (_, i) => `AQ-${i}`)
const point = fc.record({ station: fc.constantFrom(...names, 'other'), time: fc.nat(30) })
const spans = fc.uniqueArray(
  fc
    .tuple(fc.constantFrom(...names), fc.nat(30), fc.nat(10))
    .map(([station, from, more]) => ({ station, domain: 'air' as const, from, to: from + more })),
  { selector: ({ station }) => station, minLength: 1, maxLength: 12 },
)

test('the series holds nothing exactly when no row lies in the span of its station', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(point, { maxLength: 12 }), spans, async (points, some) => {
      const held = some.some((span) =>
        points.some(({ station, time }) => station === span.station && time >= span.from && time <= span.to),
      )
      expect(await holdsNothing(seriesOf(points), some)).toBe(!held)
    }),
    { numRuns: 2000 },
  )
})

test('a file in order of time that was cut within a moment costs one question', async () => {
  const cut = 5
  const series = seriesOf(names.slice(0, cut).map((station) => ({ station, time: 100 })))
  const rest = names.map((station, i) => ({
    station,
    domain: 'air' as const,
    from: i < cut ? 160 : 100,
    to: 400,
  }))
  expect(await holdsNothing(series, rest)).toBe(true)
  expect(series.questions).toBe(1)
})
