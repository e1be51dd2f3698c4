import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Gather, type Batches } from './gather.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function gathering() {
  const batches: { at: number; values: number[] }[] = []
  const gather = new Gather(({ readings }: Batches) =>
    batches.push({ at: performance.now(), values: readings.map(({ latest }) => latest.values.pm25 ?? NaN) }),
  )
  const add = (station: string, pm25: number) =>
    gather.add('readings', station, {
      station,
      domain: 'air',
      latest: { time: '2026-11-22T00:00:00.000Z', values: { pm25 }, flags: {} },
    })
  return { batches, gather, add }
}

it('sends a first value at once with those that come with it, the last of each station', () => {
  const { batches, add } = gathering()
  add('A', 1)
  add('A', 2)
  add('B', 3)
  vi.advanceTimersByTime(50)
  expect(batches.map(({ values }) => values)).toEqual([[2, 3]])
})

it('sends steady values every 250 ms and nothing when nothing comes', () => {
  const { batches, add } = gathering()
  for (let i = 0; i < 100; i++) {
    add('A', i)
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(10_000)
  const gaps = batches.slice(1).map(({ at }, i) => at - batches[i]!.at)
  expect(batches).toHaveLength(5)
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(250)
  expect(batches.at(-1)?.values).toEqual([99])
})

it('sends nothing after it was stopped', () => {
  const { batches, gather, add } = gathering()
  add('A', 1)
  gather.stop()
  vi.advanceTimersByTime(1000)
  expect(batches).toEqual([])
})
