import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

export interface Item {
  time: string
  value: string | null
}
/** What the portal shows for one site: parameter → its list. */
export type Stat = Record<string, Item[]>

export interface Portal {
  readonly url: string
  /** Paths that were asked for, with the headers of each request. */
  readonly requests: { path: string; headers: IncomingMessage['headers'] }[]
  /** Most requests that were under way at once. */
  mostAtOnce(): number
  /** Answers a path in its own way instead of the portal's. */
  answer(path: string, how: ((request: IncomingMessage, response: ServerResponse) => void) | undefined): void
  stop(): Promise<void>
}

/** A server that speaks like the city air portal (environment.md 4.7), on a free port: times of Hanoi without offset, values
 *  as text or null, the misspelt longitude, an index that stays old for frozen stations, ETag, gzip where it is asked for.
 *  @param stats read at each request, by site id */
export async function startPortal(
  sites: readonly object[],
  stats: Readonly<Record<string, Stat>>,
): Promise<Portal> {
  const own = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()
  const requests: Portal['requests'] = []
  let now = 0
  let most = 0
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push({ path, headers: request.headers })
    most = Math.max(most, ++now)
    response.once('close', () => now--)
    const how = own.get(path) ?? own.get(path.split('?')[0]!)
    if (how) return how(request, response)
    const site = /^\/public\/dailystat\/(\d+)$/.exec(path)?.[1]
    const content = path === '/api/site' ? sites : site === undefined ? undefined : stats[site]
    if (!content) return void response.writeHead(404).end('no such page')
    const body = JSON.stringify(content)
    const etag = `"${body.length}-${Buffer.from(body).reduce((sum, byte) => (sum * 31 + byte) % 1e9, 7)}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', etag })
    response.end(gzipSync(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    mostAtOnce: () => most,
    answer: (path, how) => void (how ? own.set(path, how) : own.delete(path)),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A moment as the portal writes it. @param time ms since 1970 UTC */
export function portalTime(time: number): string {
  return new Date(time + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
