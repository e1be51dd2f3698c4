import mqtt from 'mqtt'

/* The baseline: a bare MQTT.js subscriber at QoS 1 that only counts. Prints `{"ready": true}` when it is subscribed and
 * `{"done": ms since 1970}` with its last message. With WRITE_URL (InfluxDB 1.x, ms) it is a bare bridge: what has arrived
 * while the last group was posted is the next one; it then also prints how long each message took from the `ts` in it until
 * it was received, and until InfluxDB had acknowledged it (`{"received": [ms], "written": [ms]}`).
 * Usage: node bareSubscriber.ts URL CLIENT_ID MESSAGES [WRITE_URL] */

const [url, clientId, count, writeUrl] = process.argv.slice(2) as [string, string, string, string?]
const messages = Number(count)
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)

const client = await mqtt.connectAsync(url, {
  protocolVersion: 5,
  clientId,
  clean: false,
  properties: { sessionExpiryInterval: 86_400, receiveMaximum: 2000 },
})
const received: number[] = []
const written: number[] = []
let waiting: { time: number; line: string }[] = []
let posting = false
let arrived = 0
client.on('message', (topic, payload) => {
  arrived++
  if (writeUrl) gather(topic, payload.toString())
  if (arrived === messages) say({ done: Date.now() })
})

function gather(topic: string, payload: string): void {
  const { ts, values } = JSON.parse(payload) as { ts: string; values: Record<string, number> }
  const [, , domain, station] = topic.split('/')
  const time = Date.parse(ts)
  received.push(Date.now() - time)
  const fields = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  waiting.push({ time, line: `${domain},station=${station} ${fields.join(',')} ${time}` })
  if (!posting) void post()
}

async function post(): Promise<void> {
  posting = true
  while (waiting.length > 0) {
    const group = waiting
    waiting = []
    const answer = await fetch(writeUrl!, { method: 'POST', body: group.map(({ line }) => line).join('\n') })
    if (answer.status !== 204) throw new Error(await answer.text())
    for (const { time } of group) written.push(Date.now() - time)
  }
  posting = false
  if (written.length === messages) say({ received, written })
}

await client.subscribeAsync('hanoi/v1/+/+/data', { qos: 1 })
say({ ready: true })
// Stays connected until it is told to go, so that its counters can be read.
process.once('SIGTERM', () => void client.endAsync().then(() => process.exit(0)))
