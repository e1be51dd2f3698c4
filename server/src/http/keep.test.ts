import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { Keep, represent, tagOf } from './keep.ts'

function keepAt(limit = 10) {
  const state = { now: 0, made: 0 }
  const keep = new Keep(limit, () => state.now)
  const make = async () => represent('text/plain', String(++state.made))
  const get = async (key: string) => String((await keep.get(key, 1000, make)).bytes)
  return { state, keep, get }
}

it('makes one answer for all who ask within its time, also for those who ask at once', async () => {
  const { state, get } = keepAt()
  expect(await Promise.all([get('a'), get('a'), get('a')])).toEqual(['1', '1', '1'])
  state.now = 999
  expect(await get('a')).toBe('1')
  state.now = 1000
  expect(await get('a')).toBe('2')
})

it('keeps no failure', async () => {
  const { keep, get } = keepAt()
  await expect(keep.get('a', 1000, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await get('a')).toBe('1')
})

it('holds a bounded number of answers, the oldest goes first', async () => {
  const { get } = keepAt(2)
  for (const key of ['a', 'b', 'c']) await get(key)
  expect(await get('c')).toBe('3')
  expect(await get('a')).toBe('4')
})

it('makes again when the clock was set back', async () => {
  const { state, get } = keepAt()
  state.now = 1e12
  await get('a')
  state.now = 0
  expect(await get('a')).toBe('2')
})

it('gives unchanged data the same tag for half a minute of its own clock, and then another', () => {
  const at = (now: string, value: number) => tagOf(JSON.stringify({ now, value }), now)
  expect(at('2026-11-22T03:30:01.000Z', 1)).toBe(at('2026-11-22T03:30:29.000Z', 1))
  expect(at('2026-11-22T03:30:01.000Z', 1)).not.toBe(at('2026-11-22T03:30:31.000Z', 1))
  expect(at('2026-11-22T03:30:01.000Z', 1)).not.toBe(at('2026-11-22T03:30:01.000Z', 2))
})

it('compresses what is worth it, once', async () => {
  const long = represent('text/plain', 'a'.repeat(5000))
  expect(long.gzipped()).toBe(long.gzipped())
  expect(String(gunzipSync((await long.gzipped()) ?? ''))).toBe('a'.repeat(5000))
  expect(represent('text/plain', 'short').gzipped()).toBeUndefined()
})
