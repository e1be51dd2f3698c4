import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import type { HourStats } from '@city/domain/air/hourlyMeans.ts'
import type { Station } from '@city/domain/station/station.ts'
import { readIndexHours, type HourParts, type HourSpan } from './indexHours.ts'

/** What is known of the hours of an air station, as its indices use it. Rejects with StoreAway. */
export function readAirHours(parts: HourParts, station: Station, span: HourSpan): Promise<HourStats[]> {
  return readIndexHours(parts, station, aqiParameters, span)
}
