import { expect, test } from 'vitest'
import { buildOf, faultWaitMs, patienceMs, reloadReason, type Sight } from './watchdog.ts'

const minute = 60_000
const healthy: Sight = {
  now: 60 * minute,
  lostSince: null,
  lastBeat: 60 * minute,
  loadedAt: 0,
  reloads: 0,
  newBuild: false,
}

test('a healthy page is left alone', () => {
  expect(reloadReason(healthy)).toBeNull()
})

test('values away for three minutes ask for a reload, less does not', () => {
  expect(reloadReason({ ...healthy, lostSince: 57 * minute })).toBe('socketDead')
  expect(reloadReason({ ...healthy, lostSince: 58 * minute })).toBeNull()
})

test('a page that no longer draws is loaded again', () => {
  expect(reloadReason({ ...healthy, lastBeat: 58 * minute })).toBe('stalled')
})

test('another build is taken over', () => {
  expect(reloadReason({ ...healthy, newBuild: true })).toBe('newBuild')
})

test('each reload that did not help doubles the wait, up to an hour', () => {
  expect([0, 1, 2, 20].map(patienceMs)).toEqual([3 * minute, 6 * minute, 12 * minute, 60 * minute])
  const lost = { ...healthy, now: 10 * minute, lostSince: 0, lastBeat: 10 * minute, reloads: 2 }
  expect(reloadReason(lost)).toBeNull()
  expect(reloadReason({ ...lost, now: 12 * minute, lastBeat: 12 * minute })).toBe('socketDead')
  expect([0, 1, 20].map(faultWaitMs)).toEqual([15_000, 30_000, 60 * minute])
})

test('the build is known by its program; a page of development has none', () => {
  const html = '<script type="module" crossorigin src="/assets/index-D3f.js"></script>'
  expect(buildOf(`<head>${html}</head>`)).toBe('/assets/index-D3f.js')
  expect(buildOf('<script type="module" src="/src/main.tsx"></script>')).toBeNull()
})
