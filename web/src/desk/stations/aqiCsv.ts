import { aqiParameters } from '@city/domain/air/aqiTable.ts'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'

/** Hours of VN_AQI as CSV: the start of each hour in Hanoi's time with its offset, the index, and what explains it.
 *  An empty cell: not enough data. Written like the server's CSV of readings. */
export function aqiCsv({ station, method, points }: StationAqi): string {
  const header = [
    'time',
    'vn_aqi',
    'band',
    'main',
    ...aqiParameters.flatMap((id) => [`${id} sub-index`, `${id} (µg/m³)`, `${id} hours used`]),
  ]
  const lines = points.map(({ time, aqi, band, main, sub_indices: sub, explain }) =>
    [
      `${new Date(Date.parse(time) + hanoiOffsetMs).toISOString().slice(0, 19)}+07:00`,
      aqi,
      band,
      main,
      ...aqiParameters.flatMap((id) => [sub[id], explain.concentrations[id], explain.hours_used[id]]),
    ]
      .map((cell) => (cell === null || cell === undefined ? '' : String(cell)))
      .join(','),
  )
  const comment = `# Station ${station}; hourly VN_AQI; ${method.replaceAll(',', ';')}; time = start of the hour`
  return `${[comment, header.join(','), ...lines].join('\r\n')}\r\n`
}
