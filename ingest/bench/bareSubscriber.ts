import mqtt from 'mqtt'

/* The baseline: a bare MQTT.js subscriber at QoS 1 that only counts. Prints `{"ready": true}` when it is subscribed and
 * `{"done": ms since 1970}` with its last message; with `lag` also how long each message took from the `ts` in it, ms.
 * Usage: node bareSubscriber.ts URL CLIENT_ID MESSAGES [lag] */

const [url, clientId, count, kind] = process.argv.slice(2) as [string, string, string, string?]
const messages = Number(count)
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)

const client = await mqtt.connectAsync(url, {
  protocolVersion: 5,
  clientId,
  clean: false,
  properties: { sessionExpiryInterval: 86_400, receiveMaximum: 2000 },
})
let received = 0
const lags: number[] = []
client.on('message', (_topic, payload) => {
  if (kind === 'lag')
    lags.push(Date.now() - Date.parse((JSON.parse(payload.toString()) as { ts: string }).ts))
  if (++received === messages) say({ done: Date.now(), ...(kind === 'lag' ? { lags } : {}) })
})
await client.subscribeAsync('hanoi/v1/+/+/data', { qos: 1 })
say({ ready: true })
// Stays connected until it is told to go, so that its counters can be read.
process.once('SIGTERM', () => void client.endAsync().then(() => process.exit(0)))
