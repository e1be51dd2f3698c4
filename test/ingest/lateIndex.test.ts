import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'

/* The index of hours that lie two days back: only the readings themselves can have touched them. */

const hour = 3_600_000
const first = Math.floor(Date.now() / hour) * hour - 50 * hour

let ingest: RunningIngest
beforeAll(async () => {
  ingest = await startIngestProgram()
})
afterAll(() => ingest?.stop())

/** Three whole hours of PM2.5 = 200 at AQ-14, acknowledged. */
async function sendHours(status: string): Promise<void> {
  const client = await mqtt.connectAsync(ingest.mqttUrl)
  await Promise.all(
    Array.from({ length: 36 }, (_, i) => {
      // A mean of 200 that does not stand still.
      const reading = { ts: first + i * 300_000, values: { pm25: 200 + (i % 2 === 0 ? 1 : -1) }, status }
      return client.publishAsync('hanoi/v1/air/AQ-14/data', JSON.stringify(reading), { qos: 1 })
    }),
  )
  await client.endAsync()
}

async function indexOfThirdHour() {
  const series = await openEmbedded(join(ingest.dataDir, 'series.sqlite'), { readOnly: true })
  const from = first + 2 * hour
  const query = { measurement: 'air_index', tags: { station: 'AQ-14' }, from, to: from + 1 }
  const rows = await series.readRows({ ...query, fields: ['valid', 'value', 'subs'] })
  await series.close()
  return rows[0]?.fields
}

// 200 µg/m³ in all hours: 200 + 100·(200 − 150)/(250 − 150) = 250 (environment.md 1.3).
test('late hours get their index though ingest is killed before it computes', async () => {
  await sendHours('00')
  await ingest.kill()
  expect(await indexOfThirdHour()).toBeUndefined()
  await ingest.restart()
  await eventually(async () =>
    expect(await indexOfThirdHour()).toEqual({ valid: 1, value: 250, subs: 'pm25' }),
  )
}, 60_000)

test('their withdrawal is kept by a stop within the settle time', async () => {
  await sendHours('02')
  await ingest.restart()
  await eventually(async () => expect(await indexOfThirdHour()).toEqual({ valid: 0, value: 250, subs: '' }))
}, 60_000)
