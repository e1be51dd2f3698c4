import type { StationSeries } from '@city/domain/api/schemas.ts'
import type { Station } from '@city/domain/station/station.ts'
import { hanoiTime } from '../http/cityTime.ts'

/** One cell of text: quoted where the format asks for it, and never something that a spreadsheet would run. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A comment line: one cell whatever the station is called. */
function comment(text: string): string {
  return `# ${text
    .replace(/[\r\n]+/g, ' ')
    .replace(/,/g, ';')
    .replaceAll('"', '')}`
}

const statisticWords = { mean: 'mean', sum: 'sum', max: 'largest' } as const

/** A series as CSV: one comment line with origin and credit, units in the header, a flag column beside each raw value
 *  (QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail), times of Hanoi with their offset. An empty cell: not received. */
export function seriesCsv(series: StationSeries, station: Station, city: string): string {
  const owner = station.owner || city
  const what = series.every === 'raw' ? 'raw readings' : `windows of ${series.every} named by their start`
  const lines = [
    comment(
      `Source: ${owner}; station ${station.id} ${station.name.vi}; ${what}; ` +
        'QARTOD flags 1 good 2 not evaluated 3 suspect 4 fail; credit the source when you use these data',
    ),
    ['time', ...series.parameters.flatMap((parameter) => headersOf(parameter, series.every))]
      .map(cell)
      .join(','),
  ]
  for (const point of series.points) {
    const cells = [hanoiTime(Date.parse(point.time))]
    for (const { id } of series.parameters) {
      const value = point.values[id]
      if (series.every === 'raw')
        cells.push(numberCell(value), value === undefined ? '' : numberCell(point.flags[id] ?? 1))
      else
        cells.push(
          numberCell(value),
          numberCell(point.min?.[id]),
          numberCell(point.max?.[id]),
          numberCell(point.count?.[id]),
        )
    }
    lines.push(cells.join(','))
  }
  return `${lines.join('\r\n')}\r\n`
}

function headersOf({ id, unit, statistic }: StationSeries['parameters'][number], every: string): string[] {
  const inUnit = unit === '' ? '' : ` (${unit})`
  if (every === 'raw') return [`${id}${inUnit}`, `${id} flag`]
  const word = statisticWords[statistic ?? 'mean']
  return [`${id} ${word}${inUnit}`, `${id} min${inUnit}`, `${id} max${inUnit}`, `${id} count`]
}

/** Numbers are written as they are stored, minus sign included: they are numbers, not text. */
function numberCell(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}
