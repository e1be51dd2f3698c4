import type { Reading } from '@city/domain/reading/reading.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import type { Revision } from '@city/store/state/revisions.ts'
import { settle, type Fields } from '../pipeline/settle.ts'
import type { Decision } from './decision.ts'

export interface Decided {
  points: SeriesPoint[]
  /** The readings of the points, in the same order. */
  written: Reading[]
  /** `index`: of the point that replaces the value. */
  revisions: { index: number; revision: Revision }[]
  /** Which readings the series holds already. */
  duplicates: number[]
  /** What the series held of readings that are written, where it held something. */
  known: [index: number, fields: Fields][]
}

/** Which readings are to be written, and what they replace. A chunk may bring the same moment twice. */
export function decide(
  readings: readonly Reading[],
  decision: Decision,
  origin: { source: string; at: number },
): Decided {
  const decided: Decided = { points: [], written: [], revisions: [], duplicates: [], known: [] }
  const own = new Map<string, Map<number, Fields>>()
  for (let index = 0; index < readings.length; index++) {
    const reading = readings[index]!
    const { station, time } = reading
    let times = own.get(station)
    if (!times) own.set(station, (times = new Map()))
    const earlier = times.get(time)
    const held = earlier ?? decision.before(index)
    const settled = decision.isDuplicate(index) ? undefined : settle(reading, held)
    if (!settled) {
      decided.duplicates.push(index)
      continue
    }
    if (held && !earlier) decided.known.push([index, held])
    const { fields } = settled.point
    times.set(time, held ? { ...held, ...fields } : fields)
    for (const one of settled.replaced)
      decided.revisions.push({ index: decided.points.length, revision: { ...one, station, time, ...origin } })
    decided.points.push(settled.point)
    decided.written.push(reading)
  }
  return decided
}
