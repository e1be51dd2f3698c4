import { eventually } from '../services/eventually.ts'
import { startInfluxd } from '../services/influxd.ts'
import { producerKey, startIngestProgram } from '../services/ingest.ts'
import type { ChaosStation } from './city.ts'
import { database, readInfluxSeries, type Series } from './influxSeries.ts'
import { peekLedger } from './judge/books.ts'
import type { Plan } from './plan/plan.ts'
import { readEmbeddedSeries } from './embeddedSeries.ts'

const perRequest = 1000

/** The same readings through a second ingest where nothing goes wrong: every station in order of time, every reading once,
 *  a correction after what it corrects. */
export async function runInOrder(plan: Plan, cityDir: string, isEmbedded: boolean) {
  const influx = isEmbedded ? undefined : await startInfluxd()
  const ingest = await startIngestProgram({
    CITY_DIR: cityDir,
    ...(influx && { INFLUX_URL: influx.url, INFLUX_DATABASE: database }),
  })
  for (const station of plan.stations) await sendAll(ingest.httpUrl, plan, station)
  await eventually(() => peekLedger(ingest.dataDir)?.waiting === 0, {
    withinMs: 60_000,
    what: 'an empty journal of the run in order',
  })
  return {
    read: (station: ChaosStation): Promise<Series> =>
      influx
        ? readInfluxSeries(influx.url, station.domain, station.id)
        : readEmbeddedSeries(ingest.dataDir, station),
    async stop() {
      await ingest.stop()
      await influx?.stop()
    },
  }
}

async function sendAll(url: string, plan: Plan, station: ChaosStation): Promise<void> {
  const bodies = plan
    .moments(station.id)
    .toSorted((a, b) => a.time - b.time)
    .flatMap(({ time, history }) => history.map((values) => ({ station: station.id, ts: time, values })))
  for (let start = 0; start < bodies.length; start += perRequest) {
    const answer = await fetch(`${url}/api/v1/readings`, {
      method: 'POST',
      headers: { 'x-api-key': producerKey },
      body: JSON.stringify(bodies.slice(start, start + perRequest)),
    })
    if (!answer.ok) throw new Error(`the run in order was answered ${answer.status}: ${await answer.text()}`)
  }
}
