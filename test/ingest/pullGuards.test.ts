import { createServer, type RequestListener, type Server } from 'node:http'
import { createGzip, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { httpGet, type GetOptions } from '@city/ingest/pull/httpGet.ts'

/* What a pulled source may do to us, done by a real HTTP server. */

const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function serve(answer: RequestListener): Promise<URL> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return new URL(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/data`)
}

const get = (url: URL, more: Partial<GetOptions> = {}) =>
  httpGet(url, {
    ...{ headers: {}, timeoutMs: 5000, sizeLimit: 1000, allowPrivate: true },
    signal: new AbortController().signal,
    ...more,
  })

test('a body that trickles a byte at a time is cut at the end of the time', async () => {
  let closed: () => void = () => undefined
  const isClosed = new Promise<void>((resolve) => (closed = resolve))
  const url = await serve((_, response) => {
    const drip = setInterval(() => response.write(' '), 50)
    response.once('close', () => {
      clearInterval(drip)
      closed()
    })
  })
  await expect(get(url, { timeoutMs: 400 })).rejects.toThrow('no whole answer within 0.4 s')
  await isClosed
})

test('a server that says nothing is given up', async () => {
  await expect(get(await serve(() => undefined), { timeoutMs: 300 })).rejects.toThrow('no whole answer')
})

test('more than the limit is not read: announced, streamed, or packed', async () => {
  const announced = await serve((_, response) => response.end('x'.repeat(2000)))
  await expect(get(announced)).rejects.toThrow('more than 1000 bytes')
  const streamed = await serve((_, response) => {
    const flow = (): void =>
      void (response.destroyed || (response.write('x'.repeat(500)) && setImmediate(flow)))
    response.on('drain', flow)
    flow()
  })
  await expect(get(streamed)).rejects.toThrow('more than 1000 bytes')
  const bomb = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    createGzip()
      .on('error', () => undefined)
      .end(Buffer.alloc(50_000_000))
      .pipe(response)
  })
  await expect(get(bomb)).rejects.toThrow('more than 1000 bytes')
})

test('a packed answer is unpacked; one that is cut or packed in an unknown way is a fault', async () => {
  const packed = gzipSync('{"a":1}')
  const whole = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
  )
  expect((await get(whole)).body?.toString()).toBe('{"a":1}')
  const cut = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, 12))
  })
  await expect(get(cut)).rejects.toThrow('Z_BUF_ERROR')
  const strange = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'zip' }).end('x'),
  )
  await expect(get(strange)).rejects.toThrow('content-encoding zip is not known')
  const short = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('x')
    setImmediate(() => response.destroy())
  })
  await expect(get(short)).rejects.toThrow('ECONNRESET')
})

test('redirects are followed on the same host only', async () => {
  const other = await serve((_, response) => response.end('secret'))
  const url = await serve((request, response) => {
    if (request.url === '/data') response.writeHead(302, { location: '/moved' }).end()
    else if (request.url === '/moved') response.end('here')
    else if (request.url === '/away') response.writeHead(301, { location: other.href }).end()
    else response.writeHead(307, { location: '/round' }).end()
  })
  expect((await get(url)).body?.toString()).toBe('here')
  await expect(get(new URL('/away', url))).rejects.toThrow(`redirect to another host: ${other.host}`)
  await expect(get(new URL('/round', url))).rejects.toThrow('more than 3 redirects')
})

test('an address inside is asked only where that is allowed, also behind a name', async () => {
  let asked = 0
  const url = await serve((_, response) => {
    asked++
    response.end('x')
  })
  await expect(get(url, { allowPrivate: false })).rejects.toThrow('allow_private is not set')
  const named = new URL(url)
  named.hostname = 'localhost'
  await expect(get(named, { allowPrivate: false })).rejects.toThrow('allow_private is not set')
  expect(asked).toBe(0)
  expect((await get(named)).body?.toString()).toBe('x')
})

test('validators come back and 304 is no body; other answers are faults that tell how long to wait', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/busy') response.writeHead(429, { 'retry-after': '120' }).end()
    else if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end()
    else response.writeHead(200, { etag: '"v1"', 'last-modified': 'Sun, 22 Nov 2026 00:00:00 GMT' }).end('[]')
  })
  const first = await get(url)
  expect(first.validators).toEqual({
    'if-none-match': '"v1"',
    'if-modified-since': 'Sun, 22 Nov 2026 00:00:00 GMT',
  })
  expect((await get(url, { headers: first.validators })).body).toBeUndefined()
  await expect(get(new URL('/busy', url))).rejects.toMatchObject({
    message: 'HTTP 429',
    retryAfterMs: 120_000,
  })
})

test('a fault never repeats the address, which may hold a secret', async () => {
  const url = await serve((_, response) => response.writeHead(500).end())
  url.search = '?key=very-secret'
  const error: unknown = await get(url).catch((cause: unknown) => cause)
  expect(String(error)).not.toContain('very-secret')
})
