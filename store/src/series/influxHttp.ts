import { asStoreError } from './storeError.ts'
import * as http from 'node:http'
import * as https from 'node:https'

/** How long a whole request may take, ms. */
export const requestTimeoutMs = 10_000

export interface HttpAnswer {
  status: number
  text: string
  headers: http.IncomingHttpHeaders
}

/** A keep-alive connection to one InfluxDB. */
export interface InfluxHttp {
  readonly agent: http.Agent
  /** Any complete answer resolves, whatever its status; rejects with StoreAway when none came within `timeoutMs`,
   *  10 s unless told. */
  request(
    method: 'GET' | 'POST',
    path: string,
    body?: string | Uint8Array,
    timeoutMs?: number,
  ): Promise<HttpAnswer>
  close(): void
}

/** @param url base address, a path before InfluxDB's own is kept
 *  @param headers sent with every request, such as `authorization` */
export function connectHttp(url: URL, headers: Readonly<Record<string, string>> = {}): InfluxHttp {
  const { request, Agent } = url.protocol === 'https:' ? https : http
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const send = (
    method: string,
    path: string,
    body: string | Uint8Array | undefined,
    signal: AbortSignal,
  ): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const options = { agent, method, headers, signal }
      const outgoing = request(new URL(url.pathname.replace(/\/$/, '') + path, url), options, (incoming) => {
        let text = ''
        incoming.setEncoding('utf8')
        incoming.on('data', (part: string) => (text += part))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, text, headers: incoming.headers }),
        )
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  return {
    agent,
    async request(method, path, body, timeoutMs = requestTimeoutMs) {
      try {
        return await send(method, path, body, AbortSignal.timeout(timeoutMs))
      } catch (error) {
        throw asStoreError(error, url.host)
      }
    },
    close: () => agent.destroy(),
  }
}
