import type { StationQuality } from '@city/domain/api/quality.ts'
import { flag as flags } from '@city/domain/quality/flag.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'

export interface FlaggedHour {
  values: number
  worst: 'suspect' | 'fail'
}

/** Hours in which readings of a parameter were suspect or failed. A stretch over several hours tells how many values it
 *  has in all, not in each: they count as spread evenly. Keys: start of the hour, ms. */
export function flaggedHours(
  spans: StationQuality['spans'],
  parameter: string,
): ReadonlyMap<number, FlaggedHour> {
  const hours = new Map<number, FlaggedHour>()
  for (const span of spans) {
    if (span.parameter !== parameter || (span.flag !== flags.suspect && span.flag !== flags.fail)) continue
    const [first, last] = [hourStart(Date.parse(span.from)), hourStart(Date.parse(span.to))]
    const count = (last - first) / hourMs + 1
    for (let at = first; at <= last; at += hourMs) {
      const known = hours.get(at)
      hours.set(at, {
        values: (known?.values ?? 0) + Math.max(1, Math.round(span.values / count)),
        worst: span.flag === flags.fail || known?.worst === 'fail' ? 'fail' : 'suspect',
      })
    }
  }
  return hours
}
