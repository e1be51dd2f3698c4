import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import mqtt from 'mqtt'
import { eventually } from '../../test/services/eventually.ts'
import { startInfluxd } from '../../test/services/influxd.ts'
import { startIngestProgram } from '../../test/services/ingest.ts'
import { startMosquitto } from '../../test/services/mosquitto.ts'

/* QoS 1 readings a second from a real mosquitto to stored and acknowledged in a real InfluxDB, all checks on, against a
 * bare MQTT.js subscriber that only counts (baseline): same publisher, same messages, same broker, same run.
 * Usage: node ingest/bench/qos1.ts [messages = 200000] [rounds = 5] [embedded] */

const messages = Number(process.argv[2] ?? 200_000)
const rounds = Number(process.argv[3] ?? 5)
const embedded = process.argv[4] === 'embedded'
const receiveMaximum = 2000

const broker = await startMosquitto({ maxInflight: 0, maxQueued: 0 })
const influx = embedded ? undefined : await startInfluxd()
const session = (clientId: string) =>
  ({
    protocolVersion: 5,
    clientId,
    clean: false,
    properties: { sessionExpiryInterval: 86_400, receiveMaximum },
  }) as const

/** Publishes in a process of its own, as stations do; resolves when the broker has acknowledged all. */
async function publish(round: number): Promise<void> {
  const start = Math.floor(Date.now() / 60_000) * 60_000 - (round + 1) * Math.ceil(messages / 28) * 60_000
  const script = fileURLToPath(new URL('publisher.ts', import.meta.url))
  const child = spawn(process.execPath, [script, String(broker.port), String(messages), String(start)], {
    stdio: 'inherit',
  })
  await once(child, 'exit')
}

async function bare(round: number): Promise<number> {
  const clientId = `bare-${round}`
  const client = await mqtt.connectAsync(broker.url, session(clientId))
  await client.subscribeAsync('hanoi/v1/+/+/data', { qos: 1 })
  let received = 0
  let startedAt = 0
  const all = new Promise<void>((resolve) => {
    client.on('message', () => {
      if (received === 0) startedAt = performance.now()
      if (++received === messages) resolve()
    })
  })
  await Promise.all([publish(round), all])
  const rate = messages / ((performance.now() - startedAt) / 1000)
  await client.endAsync()
  await forget(clientId)
  return rate
}

/** Ends a session, so that the broker does not queue the next round for it too. */
async function forget(clientId: string): Promise<void> {
  const client = await mqtt.connectAsync(broker.url, { protocolVersion: 5, clientId, clean: true })
  await client.endAsync()
}

async function ours(round: number): Promise<{ rate: number; cpuUs: number }> {
  const ingest = await startIngestProgram({
    MQTT_URL: broker.url,
    ...(influx ? { INFLUX_URL: influx.url } : {}),
  })
  const publishing = publish(round)
  let first: { at: number; stored: number; cpu: number } | undefined
  let last = { at: 0, stored: 0, cpu: 0 }
  await eventually(
    async () => {
      const text = await (await fetch(`${ingest.httpUrl}/metrics`)).text()
      const read = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0)
      last = {
        at: performance.now(),
        stored: read(/ingest_readings_total\{source="mqtt",outcome="stored"\} (\d+)/),
        cpu: read(/^process_cpu_seconds_total (\S+)/m),
      }
      if (last.stored > 0) first ??= last
      return last.stored >= messages
    },
    { withinMs: 120_000, everyMs: 25 },
  )
  await publishing
  const clientId = `ingest-hanoi-${readFileSync(join(ingest.dataDir, 'instance'), 'utf8')}`
  await ingest.stop()
  await forget(clientId)
  const counted = messages - (first?.stored ?? 0)
  const from = first ?? last
  return { rate: counted / ((last.at - from.at) / 1000), cpuUs: ((last.cpu - from.cpu) / counted) * 1e6 }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const spread = (values: number[]) => `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`
const results = { bare: [] as number[], ours: [] as number[], cpu: [] as number[] }
for (let round = 0; round < rounds; round++) {
  results.bare.push(await bare(2 * round))
  const { rate, cpuUs } = await ours(2 * round + 1)
  results.ours.push(rate)
  results.cpu.push(cpuUs)
}
process.stdout
  .write(`${messages} messages, ${rounds} rounds, mosquitto -> ${embedded ? 'embedded store' : 'InfluxDB'}, QoS 1
bare subscriber (baseline)   ${Math.round(median(results.bare))}/s   (${spread(results.bare)})
ingest, stored and acked     ${Math.round(median(results.ours))}/s   (${spread(results.ours)}), ${median(results.cpu).toFixed(1)} us CPU each
ratio                        ${(median(results.ours) / median(results.bare)).toFixed(2)}
`)
await broker.stop()
await influx?.stop()
