import { expect, test } from 'vitest'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import { selectCameras, type CameraFilter } from './cameraFilter.ts'

const camera = (id: string, name: string, state: CameraItem['state'], since: string | null = null) =>
  ({ id, name, state, since, unit: id === 'CAM-3' ? '00235' : null }) as CameraItem

const cameras = [
  camera('CAM-1', 'Ngã Tư Sở', 'online', '2026-11-22T01:00:00Z'),
  camera('CAM-2', 'Đại Cồ Việt', 'offline', '2026-11-22T05:00:00Z'),
  camera('CAM-3', 'Cầu Giấy', 'online', '2026-11-22T03:00:00Z'),
  camera('CAM-4', 'Bưởi', 'planned_off'),
  camera('CAM-5', 'Ánh Sáng', 'unknown'),
]
const everything: CameraFilter = { text: '', state: null, sort: 'state' }
const idsOf = (filter: Partial<CameraFilter>) =>
  selectCameras(cameras, { ...everything, ...filter }, (code) => (code ? 'Đống Đa' : undefined)).ids

test('offline comes first, then unknown, planned off and online, each by name', () => {
  expect(idsOf({})).toEqual(['CAM-2', 'CAM-5', 'CAM-4', 'CAM-3', 'CAM-1'])
})

test('orders by name and by the latest change', () => {
  expect(idsOf({ sort: 'name' })).toEqual(['CAM-5', 'CAM-4', 'CAM-3', 'CAM-2', 'CAM-1'])
  expect(idsOf({ sort: 'since' })).toEqual(['CAM-2', 'CAM-3', 'CAM-1', 'CAM-5', 'CAM-4'])
})

test('finds by name, id and unit without marks', () => {
  expect(idsOf({ text: 'dai co' })).toEqual(['CAM-2'])
  expect(idsOf({ text: 'dong da' })).toEqual(['CAM-3'])
})

test('counts each state among what the search lets through', () => {
  const { ids, ofState } = selectCameras(cameras, { ...everything, state: 'online' }, () => undefined)
  expect(ids).toEqual(['CAM-3', 'CAM-1'])
  expect(ofState).toEqual({ offline: 1, unknown: 1, planned_off: 1, online: 2 })
})
