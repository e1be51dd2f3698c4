import { resolve } from 'node:path'
import { z } from 'zod'
import {
  address,
  isDemo,
  parseEnvironment,
  port,
  sharedEnvironment,
  words,
  type Environment,
} from '@city/store/settings/environment.ts'
import type { SeriesSettings } from '@city/store/series/openSeries.ts'

const origin = z
  .string()
  .refine((text) => text === '*' || (URL.canParse(text) && new URL(text).origin === text), {
    error: 'must be a list of origins like https://hanoi.gov.vn, without a path',
  })

const environment = z.object({
  ...sharedEnvironment,
  HTTP_PORT: port.default(8080),
  INGEST_URL: address('http', 'https').optional(),
  INGEST_PEERS: words.pipe(z.array(address('http', 'https'))),
  WEB_DIR: z.string().default('web/dist'),
  PUBLIC_ORIGINS: words.pipe(z.array(origin)),
})

/** What the server is told from outside. Directories are absolute; port 0 = any free one. */
export interface Settings {
  httpPort: number
  ingestUrl: string
  /** HTTP fronts of the other ingest processes that share the readings. */
  ingestPeers: string[]
  dataDir: string
  cityDir: string
  webDir: string
  /** Every screen then says that the data are simulated. */
  demo: boolean
  logLevel: string
  mqtt: { url: string; username: string | undefined; password: string | undefined }
  /** Where the series rest. */
  series: SeriesSettings
  /** Origins that may frame `/embed` and read the API from their own pages. */
  publicOrigins: string[]
}

/** Settings from environment variables.
 *  @throws Error whose message lists every fault, one a line */
export function parseSettings(env: Environment): Settings {
  const found = parseEnvironment(environment, env)
  return {
    httpPort: found.HTTP_PORT,
    ingestUrl: found.INGEST_URL ?? `http://127.0.0.1:${found.INGEST_PORT}`,
    ingestPeers: found.INGEST_PEERS,
    dataDir: resolve(found.DATA_DIR),
    cityDir: resolve(found.CITY_DIR),
    webDir: resolve(found.WEB_DIR),
    demo: isDemo(found),
    logLevel: found.LOG_LEVEL,
    mqtt: {
      url: found.MQTT_URL ?? `mqtt://127.0.0.1:${found.MQTT_PORT}`,
      username: found.MQTT_USERNAME,
      password: found.MQTT_PASSWORD,
    },
    series: {
      dataDir: resolve(found.DATA_DIR),
      influxUrl: found.INFLUX_URL,
      version: found.INFLUX_VERSION,
      token: found.INFLUX_TOKEN,
      org: found.INFLUX_ORG,
      bucket: found.INFLUX_BUCKET,
      database: found.INFLUX_DATABASE,
      username: found.INFLUX_USERNAME,
      password: found.INFLUX_PASSWORD,
    },
    publicOrigins: found.PUBLIC_ORIGINS,
  }
}
