import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { sendJson } from './sendJson.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A real server that gives one answer and keeps what it was asked. */
async function answering(status: number, body: string) {
  const asked: { request?: IncomingMessage; body: string } = { body: '' }
  server = createServer((request, response) => {
    asked.request = request
    request.on('data', (part: Buffer) => (asked.body += part.toString()))
    request.on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end(body))
  })
  await new Promise<void>((ready) => server!.listen(0, '127.0.0.1', ready))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`, asked }
}

test('sends the key in the header, never in the address', async () => {
  const { url, asked } = await answering(200, '{"stored":1}')
  expect(await sendJson('POST', url, 'secret', { from: 'a' })).toEqual({ stored: 1 })
  expect(asked.request?.headers['x-api-key']).toBe('secret')
  expect(asked.request?.url).toBe('/x')
  expect(asked.body).toBe('{"from":"a"}')
})

test('an empty answer is an answer', async () => {
  const { url, asked } = await answering(204, '')
  expect(await sendJson('DELETE', url, 'secret')).toEqual({})
  expect(asked.request?.method).toBe('DELETE')
})

test('a wrong key is told by its status', async () => {
  const { url } = await answering(401, '{"title":"Unknown producer","detail":"no key"}')
  await expect(sendJson('POST', url, 'wrong', {})).rejects.toMatchObject({ kind: 'refused', status: 401 })
})
