import { Agent, request } from 'node:http'
import { linesOf } from './journalOf.ts'

/* The baseline of draining: a bare client that posts lines to InfluxDB over one keep-alive connection, 5,000 a request, one
 * request at a time. The lines are made beforehand. Prints `{"ms": for all of them}`.
 * Usage: node bareWriter.ts URL DATABASE LINES END_MS */

const [url, database, ...numbers] = process.argv.slice(2) as [string, string, ...string[]]
const [count, end] = numbers.map(Number) as [number, number]
const perRequest = 5000

const bodies: Buffer[] = []
for (let from = 0; from < count; from += perRequest)
  bodies.push(Buffer.from(linesOf(from, Math.min(count, from + perRequest), count, end)))

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const post = (body: Buffer) =>
  new Promise<void>((resolve, reject) => {
    const path = `${url}/write?db=${database}&precision=ms`
    const outgoing = request(path, { agent, method: 'POST' }, (incoming) => {
      incoming.resume()
      incoming.on('end', () =>
        incoming.statusCode === 204 ? resolve() : reject(new Error(`InfluxDB said ${incoming.statusCode}`)),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

const began = performance.now()
for (const body of bodies) await post(body)
process.stdout.write(`${JSON.stringify({ ms: performance.now() - began })}\n`)
agent.destroy()
