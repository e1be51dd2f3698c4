import { expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import type { Camera } from './camera.ts'
import { toCameraCsv } from './cameraCsv.ts'

const camera: Camera = {
  id: 'CAM-001',
  name: 'Nút "Kim Liên", hướng Đại Cồ Việt',
  lat: 21.0078,
  lon: 105.8415,
  unit: null,
  streamUrl: 'http://127.0.0.1:9000/CAM-001.mjpg',
  substreamUrl: null,
  kind: 'ptz',
  owner: 'Mô phỏng',
  public: true,
  plannedOff: false,
}

test('a registry file reads back as it was written, commas and quotes too', () => {
  expect(parse(toCameraCsv([camera]), { columns: true })).toEqual([
    {
      id: 'CAM-001',
      name: 'Nút "Kim Liên", hướng Đại Cồ Việt',
      lat: '21.0078',
      lon: '105.8415',
      unit: '',
      stream_url: 'http://127.0.0.1:9000/CAM-001.mjpg',
      substream_url: '',
      kind: 'ptz',
      owner: 'Mô phỏng',
      public: 'true',
      planned_off: 'false',
    },
  ])
})
