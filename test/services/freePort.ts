import { createServer } from 'node:net'

/** Below the range from which Linux gives ports to connections and to `listen(0)` (32768–60999): a port from there
 *  may be given to someone else between this answer and the start of the program that is to listen on it. */
const firstPort = 10_000
const portsPerLane = 5_500
/** Test files that run beside each other take ports from different lanes; programs outside of a test run lane 0. */
const lanes = 4

const lane = Number(process.env['VITEST_POOL_ID'] ?? 0) % lanes
let next = Math.floor(Math.random() * portsPerLane)

/** A TCP port on 127.0.0.1 that nobody listens on right now, and that this process has not been given before: a
 *  service that is down for a while finds its port again. For programs that cannot be told port 0. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < portsPerLane; tried++) {
    const port = firstPort + lane * portsPerLane + (next++ % portsPerLane)
    if (await canListen(port)) return port
  }
  throw new Error(`no free port in lane ${lane} of the tests`)
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
