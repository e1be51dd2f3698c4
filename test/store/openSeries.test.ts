import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Opens against a server that names this version on /ping. */
async function openAgainst(version: string | undefined, settings: object = {}): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(204, version === undefined ? {} : { 'x-influxdb-version': version }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const influxUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const store = await openSeries({ dataDir: '', influxUrl, ...settings })
    await store.close()
    return store.kind
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const account = { token: 't', org: 'o', bucket: 'b' }

test('opens the embedded store in the data folder when no address is given', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'series-'))
  const store = await openSeries({ dataDir, influxUrl: '' })
  expect(store.kind).toBe('embedded')
  await store.ping()
  await store.close()
  await rm(dataDir, { recursive: true })
})

test('takes the adapter of the version that the server names', async () => {
  expect(await openAgainst('1.6.7~rc0', { database: 'city' })).toBe('influx1')
  expect(await openAgainst('1.8.10', { database: 'city' })).toBe('influx1')
  expect(await openAgainst('v2.7.11', account)).toBe('influx2')
  expect(await openAgainst('2.0.4', account)).toBe('influx2')
})

test('does not ask when the version is forced', async () => {
  const store = await openSeries({ dataDir: '', influxUrl: 'http://127.0.0.1:9', version: '2', ...account })
  expect(store.kind).toBe('influx2')
  await store.close()
})

test('names every setting that is missing', async () => {
  await expect(openAgainst('1.8.10')).rejects.toThrow('INFLUX_DATABASE')
  await expect(openAgainst('2.7.1', { org: 'o' })).rejects.toThrow('set INFLUX_TOKEN, INFLUX_BUCKET')
  await expect(openSeries({ dataDir: '', influxUrl: 'localhost:8086' })).rejects.toThrow('INFLUX_URL')
})

test('says that other versions are not supported', async () => {
  await expect(openAgainst('3.0.1')).rejects.toThrow('3.0.1')
})

test('is away while nobody answers, or somebody else does', async () => {
  await expect(openSeries({ dataDir: '', influxUrl: 'http://127.0.0.1:9' })).rejects.toThrow(StoreAway)
  await expect(openAgainst(undefined)).rejects.toThrow(StoreAway)
})
