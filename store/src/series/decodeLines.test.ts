import { expect, test } from 'vitest'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { decodeLines } from './decodeLines.ts'
import { encodeLines } from './encodeLines.ts'

test('points come back from their lines as they were', () => {
  const points: SeriesPoint[] = [
    {
      measurement: 'air',
      tags: { station: 'AQ-01' },
      time: 1_795_305_900_000,
      fields: { pm25: 35.2, q_pm25: 3 },
    },
    { measurement: 'air', tags: { station: 'A, B=C' }, time: -1, fields: { pm10: 1e-7 } },
    {
      measurement: 'camera',
      tags: { camera: 'CAM 1' },
      time: 0,
      fields: { online: 0, reason: 'a="b", c \\ d' },
    },
  ]
  expect(decodeLines(encodeLines(points))).toEqual(points)
})

test('what is no line of the journal is said', () => {
  expect(() => decodeLines('air pm25=1\n')).toThrow('not a line of the journal')
})
