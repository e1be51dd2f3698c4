import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { getJson, pathWith } from './getJson.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A real server that gives one answer. */
async function answering(status: number, type: string, body: string): Promise<string> {
  server = createServer((_, response) => response.writeHead(status, { 'content-type': type }).end(body))
  await new Promise<void>((ready) => server!.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server!.address() as AddressInfo).port}/x`
}

test('gives the answer', async () => {
  expect(await getJson(await answering(200, 'application/json', '{"a":1}'))).toEqual({ a: 1 })
})

test('turns a problem document into a readable error', async () => {
  const address = await answering(
    404,
    'application/problem+json',
    '{"title":"Unknown station","detail":"AQ-99 is not in the registry"}',
  )
  await expect(getJson(address)).rejects.toMatchObject({
    kind: 'refused',
    status: 404,
    title: 'Unknown station',
    detail: 'AQ-99 is not in the registry',
  })
})

test('a proxy’s error page counts as the server being away', async () => {
  const address = await answering(502, 'text/html', '<h1>Bad gateway</h1>')
  await expect(getJson(address)).rejects.toMatchObject({ kind: 'away', status: 502, title: null })
})

test('an answer that is not JSON is named as such', async () => {
  await expect(getJson(await answering(200, 'text/html', '<p>'))).rejects.toMatchObject({ kind: 'badAnswer' })
})

test('a closed port counts as the server being away', async () => {
  const address = await answering(200, 'text/plain', '')
  await new Promise((closed) => server!.close(closed))
  await expect(getJson(address)).rejects.toMatchObject({ kind: 'away', status: null })
})

test('leaves absent parameters out of the address', () => {
  expect(pathWith('/a', { from: '2026-11-22T00:00:00Z', to: undefined, unit: null })).toBe(
    '/a?from=2026-11-22T00%3A00%3A00Z',
  )
  expect(pathWith('/a')).toBe('/a')
})
