import { seriesContract } from './seriesContract.ts'
import { influxd, startInfluxd } from '../services/influxd.ts'
import type { Influxd } from '../services/influxd.ts'
import { describeWith } from '../services/requireServices.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { openInflux1 } from '@city/store/series/influx1.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'

describe('embedded store', () => {
  let dir: string
  let store: SeriesStore

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'series-'))
    store = openEmbedded(join(dir, 'series.sqlite'))
  })

  afterAll(async () => {
    await store.close()
    await rm(dir, { recursive: true })
  })

  seriesContract(() => store)
})

describeWith(influxd)('InfluxDB 1.x', () => {
  let server: Influxd
  let store: SeriesStore

  beforeAll(async () => {
    server = await startInfluxd()
    store = openInflux1({ url: server.url, database: 'city "1"' })
  })

  afterAll(async () => {
    await store.close()
    await server.stop()
  })

  seriesContract(() => store)
})
