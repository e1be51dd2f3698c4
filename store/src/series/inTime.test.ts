import { afterEach, expect, test, vi } from 'vitest'
import { inTime } from './inTime.ts'

afterEach(() => void vi.useRealTimers())

test('work that ends in time gives what it gives, and its signal is never aborted', async () => {
  vi.useFakeTimers()
  let seen: AbortSignal | undefined
  const answer = await inTime(async (signal) => {
    seen = signal
    return 'answer'
  }, 1)
  vi.advanceTimersByTime(1000)
  expect(answer).toBe('answer')
  expect(seen?.aborted).toBe(false)
})

test('work that takes longer is aborted and given up', async () => {
  let seen: AbortSignal | undefined
  const silent = (signal: AbortSignal) => new Promise<never>(() => (seen = signal))
  await expect(inTime(silent, 5)).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(seen?.aborted).toBe(true)
})

test('what the work rejects with is passed on', async () => {
  await expect(inTime(() => Promise.reject(new Error('reset')), 1000)).rejects.toThrow('reset')
})
