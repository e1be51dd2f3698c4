import { expect, test } from 'vitest'
import { plainRows, readInfluxQl } from './influx1Answer.ts'

/** An answer as InfluxDB 1.6 gives it to `chunked=true` in JSON: a part a line. */
const answerOf = (...parts: object[]) => {
  const text = parts.map((part) => `${JSON.stringify(part)}\n`).join('')
  return { status: 200, headers: { 'content-type': 'application/json' }, text, bytes: Buffer.from(text) }
}
const part = (station: string, values: number[][], marks: object = {}, statement = 0) => ({
  results: [{ statement_id: statement, series: [{ name: 'air', tags: { station }, values }], ...marks }],
})
const more = { partial: true }

test('puts parts of a series together, and keeps series and statements apart', () => {
  const answer = answerOf(
    part('A', [[1, 10]], more),
    part('A', [[2, 20]], more),
    part('B', [[1, 30]]),
    part('A', [[1, 40]], {}, 1),
  )
  expect(readInfluxQl(answer, 'InfluxDB', plainRows)).toEqual([
    [
      {
        tags: { station: 'A' },
        rows: [
          [1, 10],
          [2, 20],
        ],
      },
      { tags: { station: 'B' }, rows: [[1, 30]] },
    ],
    [{ tags: { station: 'A' }, rows: [[1, 40]] }],
  ])
})

test('is no answer when more was to come, when a part is cut and when there is none', () => {
  const started = part('A', [[1, 10]], more)
  expect(() => readInfluxQl(answerOf(started), 'InfluxDB', plainRows)).toThrow(
    'stopped in the middle of an answer',
  )
  const { text, ...cut } = answerOf(started, part('A', [[2, 20]]))
  expect(() => readInfluxQl({ ...cut, text: text.slice(0, -5) }, 'InfluxDB', plainRows)).toThrow(
    'cannot be read',
  )
  expect(() => readInfluxQl(answerOf(), 'InfluxDB', plainRows)).toThrow('something else than results')
})

test('is no answer when a later part is an error', () => {
  const killed = { results: [{ statement_id: 0, error: 'query interrupted' }] }
  expect(() => readInfluxQl(answerOf(part('A', [[1, 10]], more), killed), 'InfluxDB', plainRows)).toThrow(
    'query interrupted',
  )
})
