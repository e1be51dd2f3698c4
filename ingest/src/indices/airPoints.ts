import type { AirIndexState } from '@city/domain/api/schemas.ts'
import type { DailyAqi } from '@city/domain/air/dailyAqi.ts'
import type { AqiIndex } from '@city/domain/air/hourlyAqi.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'

/** The point of `air_index` that says what an hour has now. */
export function hourIndexPoint(station: string, hour: number, result: AqiIndex): SeriesPoint {
  return { measurement: 'air_index', tags: { station }, time: hour, fields: fieldsOf(result) }
}

/** The point of `air_index_1d` that says what a day has now. */
export function dayIndexPoint(station: string, day: number, result: DailyAqi): SeriesPoint {
  const fields = { ...fieldsOf(result), partial: result.partial.join(',') }
  return { measurement: 'air_index_1d', tags: { station }, time: day, fields }
}

/** Whether an index or at least a sub-index is known. */
export function hasSomething({ aqi, subIndices }: AqiIndex): boolean {
  if (aqi !== null) return true
  for (const _ in subIndices) return true
  return false
}

function fieldsOf({ method, aqi, main, subIndices }: AqiIndex): SeriesPoint['fields'] {
  const fields: SeriesPoint['fields'] = { method, valid: aqi === null ? 0 : 1, subs: '' }
  if (aqi !== null) fields.value = aqi
  if (main !== null) fields.main = main
  let subs = ''
  for (const parameter in subIndices) {
    fields[`sub_${parameter}`] = subIndices[parameter as keyof typeof subIndices]!
    subs += subs === '' ? parameter : `,${parameter}`
  }
  fields.subs = subs
  return fields
}

/** The index of an hour as screens know it. */
export function hourIndexState(hour: number, result: AqiIndex): AirIndexState {
  return {
    kind: 'vn_aqi_hour',
    time: new Date(hour).toISOString(),
    value: result.aqi,
    band: result.band,
    main: result.main,
    sub_indices: { ...result.subIndices },
    method: result.method,
  }
}
