import type { Fields, Series } from '../influxSeries.ts'
import type { Moment } from '../plan/plan.ts'

/** What must stand in the series of a station: parts together, the last correction of each value. */
export function expectedSeries(moments: readonly Moment[]): Series {
  const series: Series = new Map()
  for (const { time, history } of moments) {
    if (history.length === 0) continue
    const fields: Fields = Object.assign({}, ...history)
    series.set(time, fields)
  }
  return series
}

/** One line of text per moment in order of time: what arrived. The flags that quality control gives depend on the values
 *  around and on how far it has come; test/ingest/quality.test.ts is about them.
 *  A number is spelt so that another number is spelt differently: equal texts are equal bit for bit. */
export function linesOf(series: Series): string[] {
  return [...series]
    .toSorted(([a], [b]) => a - b)
    .map(([time, fields]) => {
      const names = Object.keys(fields).filter((name) => !/^[qt]_/.test(name))
      return `${time} ${names
        .toSorted()
        .map((name) => `${name}=${fields[name]}`)
        .join(' ')}`
    })
}
