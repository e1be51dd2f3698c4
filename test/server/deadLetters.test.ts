import { afterAll, beforeAll, expect, it } from 'vitest'
import { deadLetterSummary, mappingList } from '@city/domain/api/deadLetters.ts'
import { deadLetterList } from '@city/domain/api/schemas.ts'
import { deadLetterWriter, type NewDeadLetter } from '@city/store/state/deadLetters.ts'
import { saveMapping } from '@city/store/state/mappings.ts'
import { startAt, startServer, type RunningServer } from './startServer.ts'

let server: RunningServer
const bytes = Buffer.from([0x3d, 0x00, 0xff, 0x22, 0x0a, 0x2c])
beforeAll(async () => {
  server = await startServer()
  const add = deadLetterWriter(server.state)
  const letter = (more: Partial<NewDeadLetter>): NewDeadLetter => ({
    ...{ source: 'mqtt', station: 'X', scope: 'reading', reason: 'unknown_station', detail: 'X', raw: '{}' },
    ...{ at: startAt, ...more },
  })
  add(letter({ raw: bytes, scope: 'payload', reason: 'bad_json', detail: ' =1+1', at: startAt - 60_000 }))
  add(letter({ station: '<script>alert(1)</script>', domain: 'air' }))
  add(letter({ source: 'folder', station: '=HYPERLINK("x")', at: startAt - 120_000 }))
  add(letter({ raw: Buffer.from(`"${'ộ'.repeat(30_000)}"`), detail: 'long' }))
})
afterAll(() => server.stop())

const list = async (query: string) =>
  deadLetterList.parse(await (await server.get(`/api/v1/dead-letters?${query}`)).json()).items

it('filters dead letters by reason, source, station and time', async () => {
  expect((await list('reason=bad_json')).map(({ reason }) => reason)).toEqual(['bad_json'])
  expect((await list('source=folder')).map(({ source }) => source)).toEqual(['folder'])
  expect((await list(`station=${encodeURIComponent('<script>alert(1)</script>')}`)).length).toBe(1)
  const from = new Date(startAt - 90_000).toISOString()
  const to = new Date(startAt).toISOString()
  expect((await list(`from=${from}&to=${to}`)).map(({ reason }) => reason)).toEqual(['bad_json'])
})

it('gives bytes that are no UTF-8 as base64 and as a download, and a cut text as text', async () => {
  const [broken] = await list('reason=bad_json')
  expect(broken).toMatchObject({ raw_base64: bytes.toString('base64'), replayable: false, size: 6 })
  const raw = await server.get(`/api/v1/dead-letters/${broken!.id}/raw`)
  expect(Buffer.from(await raw.arrayBuffer())).toEqual(bytes)
  expect(raw.headers.get('content-type')).toBe('application/octet-stream')
  expect(raw.headers.get('content-disposition')).toMatch(/^attachment; filename="dead-letter-\w+\.bin"$/)
  expect((await server.get('/api/v1/dead-letters/nothing/raw')).status).toBe(404)
  const long = (await list('')).find(({ detail }) => detail === 'long')
  expect([long?.raw_base64, long?.size, long?.replayable]).toEqual([undefined, 90_002, false])
})

it('gives a CSV that a spreadsheet reads as UTF-8 and never runs', async () => {
  const answer = await server.get('/api/v1/dead-letters.csv?source=mqtt&reason=bad_json')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const whole = Buffer.from(await answer.arrayBuffer())
  expect(whole.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const text = whole.toString('utf8')
  expect(text).toContain(",' =1+1,6,")
  expect(text).toContain(`,"'=\uFFFD\uFFFD""\n,"\r\n`)
  const all = await (await server.get('/api/v1/dead-letters.csv')).text()
  expect(all).toContain(`"'=HYPERLINK(""x"")"`)
})

it('sums letters up by reason and source', async () => {
  const summary = deadLetterSummary.parse(await (await server.get('/api/v1/dead-letters/summary')).json())
  expect(summary).toMatchObject({ total: 4, count: 4, oldest_at: new Date(startAt - 120_000).toISOString() })
  expect(summary.by.map(({ reason, source, letters }) => [reason, source, letters])).toEqual([
    ['unknown_station', 'mqtt', 2],
    ['bad_json', 'mqtt', 1],
    ['unknown_station', 'folder', 1],
  ])
})

it('lists mappings, and says which no longer hold', async () => {
  const made = { createdAt: startAt, createdBy: 'http:1' }
  saveMapping(server.state, { kind: 'station', from: 'A', to: 'AQ-01', domain: null, ...made })
  saveMapping(server.state, { kind: 'station', from: 'B', to: 'AQ-99', domain: null, ...made })
  const { items } = mappingList.parse(await (await server.get('/api/v1/mappings')).json())
  expect(items).toMatchObject([
    { from: 'A', origin: 'desk', created_at: new Date(startAt).toISOString(), fault: null },
    { from: 'B', fault: { en: 'The target is not known (in this domain)' } },
  ])
})
