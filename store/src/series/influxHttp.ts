import { inTime } from './inTime.ts'
import { asStoreError } from './storeError.ts'
import * as http from 'node:http'
import * as https from 'node:https'

/** How long a whole request may take, ms. */
export const requestTimeoutMs = 10_000

export interface HttpAnswer {
  status: number
  /** The body as text, UTF-8; made when it is asked for. */
  readonly text: string
  bytes: Buffer
  headers: http.IncomingHttpHeaders
}

export interface RequestOptions {
  /** 10 s unless told. */
  timeoutMs?: number
  /** Beside those of the connection. */
  headers?: Readonly<Record<string, string>>
}

/** A keep-alive connection to one InfluxDB. */
export interface InfluxHttp {
  readonly agent: http.Agent
  /** Any complete answer resolves, whatever its status; rejects with StoreAway when none came within `timeoutMs`. */
  request(
    method: 'GET' | 'POST',
    path: string,
    body?: string | Uint8Array,
    options?: RequestOptions,
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
    more: RequestOptions['headers'],
    signal: AbortSignal,
  ): Promise<HttpAnswer> =>
    new Promise((resolve, reject) => {
      const options = { agent, method, headers: { ...headers, ...more }, signal }
      const outgoing = request(new URL(url.pathname.replace(/\/$/, '') + path, url), options, (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const bytes = Buffer.concat(parts)
          const { statusCode: status = 0, headers: said } = incoming
          resolve({
            status,
            bytes,
            headers: said,
            get text() {
              return bytes.toString()
            },
          })
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  return {
    agent,
    async request(method, path, body, { timeoutMs = requestTimeoutMs, headers: more } = {}) {
      try {
        return await inTime((signal) => send(method, path, body, more, signal), timeoutMs)
      } catch (error) {
        throw asStoreError(error, url.host)
      }
    },
    close: () => agent.destroy(),
  }
}
