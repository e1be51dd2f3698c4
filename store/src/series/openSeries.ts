import { openEmbedded } from './embedded.ts'
import { openInflux1 } from './influx1.ts'
import { openInflux2 } from './influx2.ts'
import { connectHttp } from './influxHttp.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { join } from 'node:path'

/** Where the series rest. Without `influxUrl` they rest in `dataDir`/series.sqlite. Unset and empty mean the same. */
export interface SeriesSettings {
  dataDir: string
  influxUrl?: string | undefined
  /** `1` or `2` (or `1.8`, `2.7` …); found by asking the server when not given. */
  version?: string | undefined
  /** InfluxDB 2.x */
  token?: string | undefined
  org?: string | undefined
  bucket?: string | undefined
  /** InfluxDB 1.x */
  database?: string | undefined
  username?: string | undefined
  password?: string | undefined
}

/** Opens the store that the settings mean. Rejects with StoreAway when the server's version must be asked for and it
 *  does not answer (try again later), and with Error when the settings are wrong: nothing but new settings helps.
 *  @param readOnly for a process that only reads: the embedded store has one writer, and only who writes creates the
 *  database of InfluxDB 1.x. */
export async function openSeries(
  settings: SeriesSettings,
  { readOnly = false }: { readOnly?: boolean } = {},
): Promise<SeriesStore> {
  const { dataDir, influxUrl, token, org, bucket, database, username, password } = settings
  if (!influxUrl) return openEmbedded(join(dataDir, 'series.sqlite'), { readOnly })
  const url = urlOf(influxUrl)
  const version = settings.version || (await askVersion(url))
  const major = /^v?([0-9]+)(\.|$)/.exec(version)?.[1]
  if (major === '1') {
    if (!database) throw new Error('InfluxDB 1.x needs a database: set INFLUX_DATABASE')
    const store = openInflux1({ url: influxUrl, database, username, password })
    // A user without that right, or a server that is not up yet, is no fault here: the first write asks again and says why.
    if (!readOnly) await store.createDatabase().catch(() => undefined)
    return store
  }
  if (major === '2') {
    if (token && org && bucket) return openInflux2({ url: influxUrl, token, org, bucket })
    const missing = Object.entries({ INFLUX_TOKEN: token, INFLUX_ORG: org, INFLUX_BUCKET: bucket })
    const names = missing.filter(([, value]) => !value).map(([name]) => name)
    throw new Error(`InfluxDB 2.x needs a token, an organisation and a bucket: set ${names.join(', ')}`)
  }
  throw new Error(
    `InfluxDB ${version} at ${url.host} is not supported: 1.x and 2.x are (INFLUX_VERSION forces one)`,
  )
}

async function askVersion(url: URL): Promise<string> {
  const http = connectHttp(url)
  try {
    const { status, headers } = await http.request('GET', '/ping')
    const version = headers['x-influxdb-version']
    if (typeof version === 'string' && version !== '') return version
    throw new StoreAway(`${url.host} answered ${status} to /ping without naming a version of InfluxDB`)
  } finally {
    http.close()
  }
}

function urlOf(text: string): URL {
  const url = URL.parse(text)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new Error(`INFLUX_URL is not an http address`)
}
