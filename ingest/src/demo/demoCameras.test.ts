import { expect, test } from 'vitest'
import type { CameraZone } from '@city/domain/camera/cameraZones.ts'
import { wholeJpegSize } from '../cameras/jpegSize.ts'
import { demoCameraRows, toCameraCsv } from './demoCameras.ts'
import { drawCrossing } from './scene/drawCrossing.ts'

const zones: CameraZone[] = [
  { id: 'CZ-001', name: 'Ngã Tư Sở', district: 'Đống Đa', kind: 'ring2', lat: 21.0033, lon: 105.8203 },
  { id: 'CZ-002', name: 'Thanh Niên', district: 'Tây Hồ', kind: 'lake', lat: 21.0476, lon: 105.836 },
]
const noon = Date.parse('2026-11-22T12:00:00+07:00')

test('the same moment gives the same picture, the next second another', () => {
  const picture = drawCrossing('CAM-001', zones[0]!, 1, noon, 0)
  expect(wholeJpegSize(picture)).toEqual({ width: 800, height: 450 })
  expect(drawCrossing('CAM-001', zones[0]!, 1, noon, 0).equals(picture)).toBe(true)
  expect(drawCrossing('CAM-001', zones[0]!, 1, noon + 1000, 0).equals(picture)).toBe(false)
})

test('every kind of place, hour and rain can be drawn', () => {
  const kinds = ['core', 'ring1', 'ring2', 'ring3', 'radial', 'bridgehead', 'lake', 'suburban'] as const
  kinds.forEach((kind, index) => {
    const picture = drawCrossing(
      'CAM-001',
      { ...zones[0]!, kind },
      1,
      noon + index * 3 * 3_600_000,
      index * 10,
    )
    expect(wholeJpegSize(picture)).toEqual({ width: 800, height: 450 })
  })
})

test('a row names its nearest unit, and its address where the simulator listens', () => {
  const units = [
    { code: '01', lat: null, lon: null },
    { code: '00004', lat: 21.0385, lon: 105.838 },
    { code: '00229', lat: 21.0, lon: 105.82 },
  ]
  const rows = demoCameraRows({ zones, port: 9000, units })
  expect(rows.map(({ id, unit, streamUrl }) => [id, unit, streamUrl])).toEqual([
    ['CAM-001', '00229', 'http://127.0.0.1:9000/CAM-001.mjpg'],
    ['CAM-002', '00004', 'http://127.0.0.1:9000/CAM-002.mjpg'],
  ])
  expect(toCameraCsv(rows).split('\n')).toHaveLength(4)
})
