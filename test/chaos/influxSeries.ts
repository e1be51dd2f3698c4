import { refusedParameter } from './plan/poison.ts'

export const database = 'chaos'

export type Fields = Record<string, number>
/** What is stored of one station, by time of observation, ms since 1970. */
export type Series = Map<number, Fields>

const weekMs = 7 * 24 * 3_600_000
const elsewhere = 'not-a-station'

/** Gives InfluxDB the parameter of the store's own poison as an integer, in every shard that the plan reaches (a shard
 *  holds a week): it then refuses the same parameter as the float that it should be, and takes all others. */
export async function makeStoreRefuse(url: string, from: number, to: number): Promise<void> {
  await post(`${url}/query`, `q=${encodeURIComponent(`CREATE DATABASE "${database}"`)}`)
  const lines: string[] = []
  for (let time = from - weekMs; time <= to + weekMs; time += weekMs / 2)
    lines.push(
      `${refusedParameter.domain},station=${elsewhere} ${refusedParameter.id}=1i ${Math.round(time)}`,
    )
  await post(`${url}/write?db=${database}&precision=ms`, lines.join('\n'))
}

async function post(url: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(url, { method: 'POST', headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text}`)
  return text
}

interface InfluxAnswer {
  results: { series?: { columns: string[]; values: (number | string | null)[][] }[]; error?: string }[]
}

/** Everything that InfluxDB holds of one station, asked for over its own HTTP interface, not through the program. */
export async function readInfluxSeries(url: string, domain: string, station: string): Promise<Series> {
  const ql = `SELECT * FROM "${domain}" WHERE "station" = '${station}'`
  const text = await post(
    `${url}/query`,
    new URLSearchParams({ db: database, epoch: 'ms', q: ql }).toString(),
  )
  const [result] = (JSON.parse(text) as InfluxAnswer).results
  if (result?.error) throw new Error(`${ql}: ${result.error}`)
  const [table] = result?.series ?? []
  const series: Series = new Map()
  for (const row of table?.values ?? []) {
    const fields: Fields = {}
    for (const [index, column] of table!.columns.entries()) {
      const value = row[index]
      if (column !== 'time' && typeof value === 'number') fields[column] = value
    }
    series.set(Number(row[0]), fields)
  }
  return series
}
