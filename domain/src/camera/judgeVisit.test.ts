import { expect, test } from 'vitest'
import type { Camera } from './camera.ts'
import { toCameraItem } from './cameraItem.ts'
import { judgePlannedOff, judgeVisit, type Visit } from './judgeVisit.ts'

const seen: Visit = {
  ok: true,
  answerMs: 12,
  fps: 15,
  width: 1280,
  height: 720,
  codec: 'h264',
  snapshot: true,
}
const refused: Visit = { ok: false, reason: 'refused' }
const minute = 60_000
const online = judgeVisit('C1', undefined, seen, { count: 0, since: 0 }, minute)
const camera: Camera = {
  id: 'C1',
  name: 'Ngã Tư Sở',
  lat: 21.0033,
  lon: 105.8203,
  unit: null,
  streamUrl: 'rtsp://viewer:secret@10.0.0.1/live',
  substreamUrl: null,
  kind: 'fixed',
  owner: '',
  public: true,
  plannedOff: false,
}

test('the first visit decides at once', () => {
  expect(online).toMatchObject({ state: 'online', since: minute, snapshotAt: minute, fps: 15 })
  const failed = judgeVisit('C1', undefined, refused, { count: 1, since: minute }, minute)
  expect(failed).toMatchObject({ state: 'offline', reason: 'refused', since: minute, snapshotAt: null })
})

test('one failure leaves a camera online, says why, and shows no old measurement', () => {
  const after = judgeVisit('C1', online, refused, { count: 1, since: 2 * minute }, 2 * minute)
  expect(after).toMatchObject({ state: 'online', reason: 'refused', since: minute, fps: null, width: null })
  expect(after).toMatchObject({ checkedAt: 2 * minute, snapshotAt: minute })
})

test('the second failure in a row makes it offline since the first', () => {
  const once = judgeVisit('C1', online, refused, { count: 1, since: 2 * minute }, 2 * minute)
  const twice = judgeVisit('C1', once, refused, { count: 2, since: 2 * minute }, 3 * minute)
  expect(twice).toMatchObject({ state: 'offline', since: 2 * minute, checkedAt: 3 * minute })
  const later = judgeVisit(
    'C1',
    twice,
    { ok: false, reason: 'timeout' },
    { count: 3, since: 2 * minute },
    4 * minute,
  )
  expect(later).toMatchObject({ state: 'offline', reason: 'timeout', since: 2 * minute })
})

test('a camera that answers again is online from that visit', () => {
  const offline = judgeVisit('C1', undefined, refused, { count: 1, since: 0 }, 0)
  expect(judgeVisit('C1', offline, seen, { count: 0, since: 0 }, minute)).toMatchObject({ since: minute })
})

test('without ffmpeg a camera is unknown, not offline', () => {
  const blind: Visit = { ok: false, reason: 'no_ffmpeg' }
  expect(judgeVisit('C1', online, blind, { count: 1, since: minute }, 2 * minute).state).toBe('unknown')
})

test('an item carries no address', () => {
  expect(JSON.stringify(toCameraItem(camera, online))).not.toMatch(/secret|rtsp|10\.0\.0\.1/)
  expect(toCameraItem(camera, online)).toMatchObject({ state: 'online', since: '1970-01-01T00:01:00.000Z' })
})

test('an item follows the registry where health is missing or older than a change of planned_off', () => {
  const off = { ...camera, plannedOff: true }
  expect(toCameraItem(camera, undefined)).toMatchObject({ state: 'unknown', since: null, fps: null })
  expect(toCameraItem(off, online)).toMatchObject({ state: 'planned_off', fps: null })
  const planned = judgePlannedOff(off, online, 5 * minute)
  expect(planned).toMatchObject({ state: 'planned_off', since: 5 * minute, snapshotAt: minute })
  expect(toCameraItem(camera, planned)).toMatchObject({ state: 'unknown' })
})
