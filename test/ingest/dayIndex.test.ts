import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { readIndexChanges } from '@city/store/state/indexRevisions.ts'
import { openState } from '@city/store/state/openState.ts'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram, type RunningIngest } from '../services/ingest.ts'

/* The index of a day that has ended, in the real program, from messages to the series. */

const hour = 3_600_000
/** Two days ago: whatever the hour, the day has ended and the day after it too. */
const day = hanoiDayStart(Date.now()) - 48 * hour

let ingest: RunningIngest
beforeAll(async () => {
  ingest = await startIngestProgram()
})
afterAll(() => ingest?.stop())

/** What the readings of an hour are more or less than its mean, µg/m³: equal ones would be a stuck instrument. */
const swing = [-6, -4, -2, 0, 2, 4, 6, 4, 2, 0, -2, -4]

/** Hours of five-minute readings of AQ-14 in one message, acknowledged. `mean`: of each hour, µg/m³. */
async function send(from: number, hours: number, mean: number): Promise<void> {
  const client = await mqtt.connectAsync(ingest.mqttUrl)
  const readings = Array.from({ length: 12 * hours }, (_, i) => ({
    ts: from + i * 300_000,
    values: { pm25: mean + swing[i % 12]! },
  }))
  await client.publishAsync('hanoi/v1/air/AQ-14/data', JSON.stringify(readings), { qos: 1 })
  await client.endAsync()
}

async function indexOfDay() {
  const series = openEmbedded(join(ingest.dataDir, 'series.sqlite'), { readOnly: true })
  const query = { measurement: 'air_index_1d', tags: { station: 'AQ-14' }, from: day, to: day + 1 }
  const rows = await series.readRows({ ...query, fields: ['valid', 'value', 'main', 'partial', 'method'] })
  await series.close()
  return rows[0]?.fields
}

const method = 'VN_AQI 1459/QĐ-TCMT 2019, v1'

// 55.7 µg/m³ gives 109.5 → 110 (environment.md 1.10, D0); (20·55.7 + 4·75.7) / 24 = 59.0333 → 115.06 → 115.
test('late hours revise the index of their day, and what it was is remembered', async () => {
  await send(day, 20, 55.7)
  await eventually(async () =>
    expect(await indexOfDay()).toEqual({ valid: 1, value: 110, main: 'pm25', partial: '', method }),
  )
  const sentAt = Date.now()
  await send(day + 20 * hour, 4, 75.7)
  await eventually(async () => expect(await indexOfDay()).toMatchObject({ valid: 1, value: 115 }))
  const db = openState(join(ingest.dataDir, 'state.sqlite'))
  const query = { station: 'AQ-14', kind: 'vn_aqi_day' as const, from: day, to: day + 1 }
  const change = readIndexChanges(db, query).get(day)
  db.close()
  expect(change).toMatchObject({ was: 110, value: 115 })
  expect(change!.at).toBeGreaterThanOrEqual(sentAt)
}, 60_000)
