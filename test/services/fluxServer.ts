import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FluxRequest {
  path: string
  authorization: string | undefined
  query: string
}

/** A local HTTP server in the place of InfluxDB 2.x, of which no package exists here: it keeps what it is asked and
 *  answers each query with the next of `answers` (annotated CSV). It proves what is sent and how answers are read,
 *  not that InfluxDB agrees. */
export async function startFluxServer(answers: string[]): Promise<{
  url: string
  requests: FluxRequest[]
  stop(): Promise<void>
}> {
  const requests: FluxRequest[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const { query = '' } = JSON.parse(body) as { query?: string }
      requests.push({ path: request.url ?? '', authorization: request.headers.authorization, query })
      response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' }).end(answers.shift() ?? '')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
