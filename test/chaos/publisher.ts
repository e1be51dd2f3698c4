import mqtt from 'mqtt'
import { createPlan, type Message, type PlanSettings } from './plan/plan.ts'
import type { PublisherOrder, PublisherReport } from './publishing.ts'

/* The stations, as a process of its own: makes the plan from its settings and publishes it at QoS 1, a part at a time.
 * It is no part of what is tried: what it has sent and was not acknowledged it sends again, as MQTT.js does. */

const [url, plannedText, rateText] = process.argv.slice(2)
const settings = JSON.parse(plannedText!) as PlanSettings
/** Readings per second. */
const rate = Number(rateText)
/** Messages under way to the broker. */
const windowSize = 500
const tickMs = 20

const plan = createPlan(settings)
const client = mqtt.connect(url!, {
  reconnectPeriod: 200,
  connectTimeout: 5000,
  keepalive: 10,
  clientId: `stations-${process.pid}`,
})
client.on('error', () => undefined)
client.setMaxListeners(0)

let messages: Message[] = []
/** When each message of this part was acknowledged, ms since 1970; 0: not yet. */
let acknowledgedAt = new Float64Array(0)
let hasCounted = new Uint8Array(0)
let toSend: number[] = []
let next = 0
let underWay = 0
let allowance = 0
let part = -1
/** Readings acknowledged, each once. */
let acknowledged = 0
let isReported = true

const report = (message: PublisherReport): void => void process.send?.(message)

function send(index: number): void {
  const message = messages[index]!
  const ofPart = part
  underWay++
  client.publish(message.topic, message.payload, { qos: 1 }, (error) => {
    underWay--
    if (ofPart !== part) return
    // MQTT.js gives up on nothing while it lives; should it, the message is sent once more.
    if (error) return void toSend.push(index)
    acknowledgedAt[index] = Date.now()
    if (hasCounted[index] === 0) acknowledged += message.readings
    hasCounted[index] = 1
  })
}

setInterval(() => {
  // Stations do not hurry: what was held up is sent at the usual pace.
  allowance = Math.min(allowance + (rate * tickMs) / 1000, (rate * 5 * tickMs) / 1000)
  while (client.connected && next < toSend.length && allowance > 0 && underWay < windowSize) {
    const index = toSend[next++]!
    allowance -= messages[index]!.readings
    send(index)
  }
  if (isReported || next < toSend.length || underWay > 0) return
  isReported = true
  report({ kind: 'part', part, acknowledged, sent: plan.sent })
}, tickMs)
setInterval(() => report({ kind: 'progress', acknowledged }), 100)

/** Sends again what was acknowledged since. @param since ms since 1970 */
function sendAgain(since: number): void {
  let again = 0
  for (const [index, at] of acknowledgedAt.entries()) {
    if (at === 0 || at < since) continue
    acknowledgedAt[index] = 0
    toSend.push(index)
    again++
  }
  isReported = false
  report({ kind: 'again', messages: again })
}

let closedAt = 0
client.on('close', () => (closedAt = Date.now()))

process.on('message', (order: PublisherOrder) => {
  if (order.kind === 'part') {
    messages = plan.epoch(++part)
    acknowledgedAt = new Float64Array(messages.length)
    hasCounted = new Uint8Array(messages.length)
    toSend = messages.map((_, index) => index)
    next = 0
    isReported = false
  }
  if (order.kind === 'again') {
    // What a dead broker had acknowledged may still wait in the socket; when that has closed, all of it was read.
    if (closedAt > order.since) sendAgain(order.since)
    else client.once('close', () => sendAgain(order.since))
  }
})
process.on('disconnect', () => process.exit(0))
client.once('connect', () => report({ kind: 'ready' }))
