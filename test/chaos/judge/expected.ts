import { judgeRange } from '@city/domain/quality/judgeRange.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import type { ChaosStation } from '../city.ts'
import type { Fields, Series } from '../influxSeries.ts'
import type { Moment } from '../plan/plan.ts'

/** What must stand in the series of a station: parts together, the last correction of each value, its flag where not good. */
export function expectedSeries(station: ChaosStation, moments: readonly Moment[]): Series {
  const series: Series = new Map()
  for (const { time, history } of moments) {
    if (history.length === 0) continue
    const fields: Fields = Object.assign({}, ...history)
    for (const [name, value] of Object.entries(fields)) {
      const parameter = findParameter(station.domain, name)
      if (!parameter) throw new Error(`${station.domain} has no parameter ${name}`)
      fields[`q_${name}`] = judgeRange(parameter, value)
    }
    series.set(time, fields)
  }
  return series
}

/** One line of text per moment in order of time. A flag of 1 is good, and so is no flag: both are written the same.
 *  A number is spelt so that another number is spelt differently: equal texts are equal bit for bit. */
export function linesOf(series: Series): string[] {
  return [...series]
    .toSorted(([a], [b]) => a - b)
    .map(([time, fields]) => {
      // What quality control finds depends on the values around; here it is about what arrived.
      const names = Object.keys(fields).filter(
        (name) => !name.startsWith('t_') && !(name.startsWith('q_') && fields[name] === 1),
      )
      return `${time} ${names
        .toSorted()
        .map((name) => `${name}=${fields[name]}`)
        .join(' ')}`
    })
}
