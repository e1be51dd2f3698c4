import { afterAll } from 'vitest'
import { startInfluxd } from '../services/influxd.ts'
import { keepSeriesIn } from '../services/seriesPlace.ts'

/* What the API answers out of the embedded store it answers out of InfluxDB: the same tests again. */

const influxd = await startInfluxd()
afterAll(() => influxd.stop())
keepSeriesIn(influxd.url)

for (const api of ['aqi', 'blocked', 'quality', 'rain', 'series', 'water'])
  await import(`./${api}Api.test.ts`)
await import('./indexLists.test.ts')
await import('./rainStorm.test.ts')
