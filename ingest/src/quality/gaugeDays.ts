import type { GaugeDay, GaugeDays } from '@city/domain/quality/blockedGauge.ts'
import { flag, isFlag } from '@city/domain/quality/flag.ts'
import { gaugeDayOf, rainDayParameters } from '@city/domain/quality/gaugeDay.ts'
import { overallFlag } from '@city/domain/quality/overallFlag.ts'
import { unpackTests } from '@city/domain/quality/tests.ts'
import { qualityFields } from '@city/domain/series/measurements.ts'
import { completenessOf, type RollupFigures } from '@city/domain/series/rollups.ts'
import type { SeriesRow, SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { readRollups } from '@city/store/series/readRollups.ts'
import type { Span } from './judgeStation.ts'

const fields = rainDayParameters.flatMap((one) => [one, ...Object.values(qualityFields(one))])
/** Days of raw rows read at once. */
const sliceMs = 2 * dayMs

/** What a gauge measured day by day, whether or not it is taken for blocked: days come from their rollups, and those whose
 *  values that verdict keeps out of the rollups from the raw readings. Rejects with StoreAway.
 *  @param span whole days of Hanoi; @param blocked days of the gauge for which the verdict stands
 *  @param rawFrom raw readings before this moment may have been removed */
export async function readGaugeDays(
  series: Pick<SeriesStore, 'readRows'>,
  { id, domain, intervalS }: Station,
  span: Span,
  blocked: readonly Span[],
  rawFrom: number,
): Promise<GaugeDays> {
  const days = new Map<number, GaugeDay>()
  const rolled = await readRollups(series, {
    ...{ domain, station: id, step: '1d', parameters: rainDayParameters, ...span },
  })
  for (const { time, stats } of rolled) {
    const day = gaugeDayOf(stats)
    if (day) days.set(time, day)
  }
  for (const one of blocked) {
    const to = Math.min(one.to, span.to)
    for (let from = Math.max(one.from, span.from); from < to; from += sliceMs) {
      const slice = { from, to: Math.min(to, from + sliceMs) }
      const rows = await series.readRows({ measurement: domain, tags: { station: id }, ...slice, fields })
      for (const [day, own] of Map.groupBy(rows, ({ time }) => hanoiDayStart(time))) {
        const found = gaugeDayOf(figuresOf(own, intervalS))
        if (found) days.set(day, found)
      }
    }
    // What cannot be read again was dry, as the verdict says.
    const removedTo = Math.min(to, rawFrom)
    for (let day = Math.max(one.from, span.from); day < removedTo; day += dayMs)
      if (!days.has(day)) days.set(day, { mm: 0, isWet: false, share: 1 })
  }
  return days
}

/** Figures of a day from values that would be usable (flags 1 and 2) were it not for the verdict. */
function figuresOf(rows: readonly SeriesRow[], intervalS: number): Record<string, RollupFigures> {
  const stats: Record<string, RollupFigures> = {}
  for (const parameter of rainDayParameters) {
    let [count, sum, min, max] = [0, 0, Infinity, -Infinity]
    for (const { fields: own } of rows) {
      const value = own[parameter]
      if (typeof value !== 'number' || !isUsable(parameter, own)) continue
      count++
      sum += value
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
    if (count > 0)
      stats[parameter] = {
        ...{ count, mean: sum / count, min, max },
        completeness: completenessOf(count, dayMs, intervalS),
      }
  }
  return stats
}

function isUsable(parameter: string, own: SeriesRow['fields']): boolean {
  const names = qualityFields(parameter)
  const tests = own[names.tests]
  const stored = Number(own[names.flag] ?? flag.good)
  if (stored === flag.good || stored === flag.notEvaluated) return true
  if (!isFlag(stored) || typeof tests !== 'number') return false
  const without = overallFlag({ ...unpackTests(tests), flat: 0 })
  return without === flag.good || without === flag.notEvaluated
}
