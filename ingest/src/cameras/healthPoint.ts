import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import type { Visit } from '@city/domain/camera/judgeVisit.ts'

/** The point of one visit in the series `camera`: `online` tells of this visit alone (1 seen, 0 not), so availability
 *  can be computed from it. What was not measured has no field. */
export function healthPoint(camera: string, visit: Visit, time: number): SeriesPoint {
  const point = (fields: Record<string, number | string | null>): SeriesPoint => ({
    measurement: 'camera',
    tags: { camera },
    time,
    fields: Object.fromEntries(
      Object.entries(fields).filter((field): field is [string, number | string] => field[1] !== null),
    ),
  })
  if (!visit.ok) return point({ online: 0, reason: visit.reason })
  const { fps, width, height, codec, answerMs } = visit
  return point({ online: 1, fps, width, height, codec, answer_ms: answerMs })
}
