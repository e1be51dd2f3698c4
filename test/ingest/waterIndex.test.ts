import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { indexUpdate } from '@city/domain/api/live.ts'
import { topics } from '@city/domain/live/topics.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'

/* VN_WQI of the real program: readings over MQTT, the index in the series and on the live topic. */

const hour = 3_600_000
const running = Math.floor(Date.now() / hour) * hour
/** The hour that ended last. */
const ended = running - hour

let ingest: RunningIngest
beforeAll(async () => {
  ingest = await startIngestProgram()
})
afterAll(() => ingest?.stop())

/** environment.md 2.5, W5, every ten minutes, with the parameter names that station software uses. */
const values = { pH: 8.2, DO: 6.9, Temp: 30.5, COD: 21, TOC: 8.4, 'NH4-N': 0.3, 'NO3-N': 0.8 }

async function storedIndex(time: number) {
  const series = await openEmbedded(join(ingest.dataDir, 'series.sqlite'), { readOnly: true })
  const query = { measurement: 'water_index', tags: { station: 'WL-13' }, from: time, to: time + 1 }
  const rows = await series.readRows({ ...query, fields: ['valid', 'official', 'value', 'main'] })
  await series.close()
  return rows[0]?.fields
}

test('the hour that ended has its index within 5 s of its last reading, live and stored, marked provisional', async () => {
  const client = await mqtt.connectAsync(ingest.mqttUrl)
  const updates: z.infer<typeof indexUpdate>[] = []
  client.on('message', (_, payload) => {
    updates.push(...z.array(indexUpdate).parse(JSON.parse(payload.toString('utf8'))))
  })
  await client.subscribeAsync(topics.live('hanoi', 'indices'), { qos: 1 })
  const readings = Array.from({ length: 6 }, (_, at) => ({ ts: ended + at * 600_000, values }))
  await client.publishAsync('hanoi/v1/water/WL-13/data', JSON.stringify(readings), { qos: 1 })
  const sentAt = performance.now()
  await eventually(async () =>
    expect(await storedIndex(ended)).toEqual({ valid: 1, official: 0, value: 82, main: 'cod' }),
  )
  expect(performance.now() - sentAt).toBeLessThan(5000)
  await eventually(() => {
    const own = updates.filter(({ station }) => station === 'WL-13').at(-1)
    expect(own?.index).toMatchObject({
      ...{ kind: 'vn_wqi_hour', time: new Date(ended).toISOString(), value: 82, band: 'wqi_good' },
      ...{ official: false, provisional: { missing_groups: ['II', 'III', 'V'] } },
    })
  })
  await client.endAsync()
}, 60_000)

test('a late laboratory value makes an older hour official', async () => {
  const client = await mqtt.connectAsync(ingest.mqttUrl)
  const older = ended - 40 * hour
  const readings = Array.from({ length: 6 }, (_, at) => ({ ts: older + at * 600_000, values }))
  const send = (body: object) =>
    client.publishAsync('hanoi/v1/water/WL-13/data', JSON.stringify(body), { qos: 1 })
  await send(readings)
  await eventually(async () => expect(await storedIndex(older)).toMatchObject({ value: 82, official: 0 }))
  await send({ ts: older + 1800_000, values: { Coliform: 10_000 } })
  // √(81.667 × 25) = 45.18
  await eventually(async () => expect(await storedIndex(older)).toMatchObject({ value: 45, official: 1 }))
  await client.endAsync()
}, 60_000)
