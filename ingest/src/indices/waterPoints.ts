import type { WaterIndexState } from '@city/domain/api/schemas.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { whyProvisional } from '@city/domain/water/explainWqi.ts'
import type { WaterIndex } from '@city/domain/water/waterQualityIndex.ts'
import { roundHalfUp } from '@city/domain/water/wqiFormula.ts'

/** The point of `water_index` or `water_index_1d` that says what an hour or a day has now. */
export function waterIndexPoint(
  measurement: 'water_index' | 'water_index_1d',
  station: string,
  time: number,
  result: WaterIndex,
): SeriesPoint {
  const subs = roundedSubIndices(result)
  const fields: SeriesPoint['fields'] = {
    method: result.method,
    valid: result.wqi === null ? 0 : 1,
    official: result.official ? 1 : 0,
    subs: Object.keys(subs).join(','),
  }
  if (result.wqi !== null) fields.value = result.wqi
  if (result.lowest !== null) fields.main = result.lowest
  for (const [parameter, value] of Object.entries(subs)) fields[`sub_${parameter}`] = value
  return { measurement, tags: { station }, time, fields }
}

/** Whether an index or at least a sub-index is known. */
export function hasSubIndex({ subIndices }: WaterIndex): boolean {
  for (const _ in subIndices) return true
  return false
}

/** The index of an hour as screens know it. @param hour its start, ms since 1970 UTC */
export function waterIndexState(hour: number, result: WaterIndex): WaterIndexState {
  const why = whyProvisional(result)
  return {
    kind: 'vn_wqi_hour',
    time: new Date(hour).toISOString(),
    value: result.wqi,
    band: result.band,
    main: result.lowest,
    sub_indices: roundedSubIndices(result),
    method: result.method,
    official: result.official,
    provisional: why && { missing_groups: [...result.missingGroups], why },
  }
}

function roundedSubIndices({ subIndices }: WaterIndex): Record<string, number> {
  return Object.fromEntries(Object.entries(subIndices).map(([id, value]) => [id, roundHalfUp(value)]))
}
