import mqtt from 'mqtt'
import { startChromium } from '../../test/services/chromium.ts'
import { startIngestProgram } from '../../test/services/ingest.ts'
import { startServerProgram } from '../../test/services/server.ts'

/* From a station's publish to the value on an open desk page, while 500 readings a second arrive from the whole city.
 * Baseline in the same run: the same publish to a bare MQTT subscriber in this process.
 * Usage: node web/bench/publishToScreen.ts [seconds = 60] [readings per second = 500] */

const seconds = Number(process.argv[2] ?? 60)
const rate = Number(process.argv[3] ?? 500)
const tickMs = 20
const probeMs = 250
const stations = Array.from({ length: 27 }, (_, i) => `AQ-${String(i + 2).padStart(2, '0')}`)

const ingest = await startIngestProgram()
const server = await startServerProgram(ingest)
const browser = await startChromium()
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
const publisher = await mqtt.connectAsync(ingest.mqttUrl)
const bareSubscriber = await mqtt.connectAsync(ingest.mqttUrl)
await bareSubscriber.subscribeAsync('hanoi/v1/air/AQ-01/data', { qos: 1 })

const sentAt = new Map<string, number>()
const bare: number[] = []
const screen: number[] = []
bareSubscriber.on('message', (_, payload) => {
  const at = sentAt.get(textOf(JSON.parse(payload.toString()).values.pm25))
  if (at !== undefined) bare.push(Date.now() - at)
})

/** As the Vietnamese page writes it, one decimal. */
function textOf(value: number): string {
  return value.toFixed(1).replace('.', ',')
}

await page.exposeFunction('seen', (text: string, at: number) => {
  const sent = sentAt.get(text)
  if (sent === undefined) return
  sentAt.delete(text)
  screen.push(at - sent)
})
await page.goto(`${server.url}/desk/stations/AQ-01`)
await page.locator('main, [role=main]').first().waitFor()
await page.evaluate(() => {
  const report = (globalThis as unknown as { seen: (text: string, at: number) => void }).seen
  let last = ''
  new MutationObserver(() => {
    const at = Date.now()
    for (const found of document.body.innerText.matchAll(/\b(2\d\d,\d)\b/g)) {
      if (found[1] === last) continue
      last = found[1]!
      report(last, at)
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
})

const startedAt = Date.now()
let sent = 0
let probe = 0
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const now = Date.now()
    if (now - startedAt > seconds * 1000) {
      clearInterval(timer)
      return resolve()
    }
    for (const due = ((now - startedAt) / 1000) * rate; sent < due; sent++) {
      const id = stations[sent % stations.length]!
      publisher.publish(
        `hanoi/v1/air/${id}/data`,
        JSON.stringify({ ts: now - (sent % 20), values: { pm25: 30 + (sent % 50), pm10: 60 } }),
        { qos: 1 },
      )
    }
    if (now - startedAt > probe * probeMs) {
      const value = 200 + (probe++ % 990) / 10
      sentAt.set(textOf(value), now)
      publisher.publish('hanoi/v1/air/AQ-01/data', JSON.stringify({ ts: now, values: { pm25: value } }), {
        qos: 1,
      })
    }
  }, tickMs)
})

const quantile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN
const row = (name: string, values: number[]) =>
  `${name.padEnd(34)} p50 ${quantile(values, 0.5)} ms  p99 ${quantile(values, 0.99)} ms  max ${quantile(values, 1)} ms  (${values.length} of ${probe} seen)`
process.stdout.write(`${sent} readings in ${seconds} s beside ${probe} probes
${row('publish -> bare subscriber (baseline)', bare)}
${row('publish -> stored -> on the page', screen)}
ratio of p50 ${(quantile(screen, 0.5) / Math.max(1, quantile(bare, 0.5))).toFixed(1)}
`)
await browser.close()
await Promise.all([publisher.endAsync(true), bareSubscriber.endAsync(true)])
await server.stop()
await ingest.stop()
