import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePullFile, type MappedSettings } from '@city/domain/foreign/pullFile.ts'
import { testStations } from '@city/domain/foreign/testStations.ts'
import { askEach } from './askEach.ts'
import { createHostTurns } from './hostTurns.ts'
import { compileMap } from './mapRecords.ts'
import { openPull } from './openPull.ts'
import { isPrivateAddress } from './privateAddress.ts'
import { siteNotices } from './portalSource.ts'
import { PullFault } from './pullFault.ts'
import { backoffMs, retryAfterMs } from './retryAfter.ts'

const minimal = `name: s
    url: https://example.vn/api
    records: $.data[*]
    station: $.id
    time: $.t
    values: [{ parameter: pm25, value: $.v }]`

function settingsOf(yaml: string): MappedSettings {
  return parsePullFile(`sources:\n  - ${yaml}`, testStations).sources[0]!
}

function decode(yaml: string, answer: unknown, asked?: string) {
  return compileMap(settingsOf(yaml), (text) => expect.fail(text))(answer, asked).bodies
}

test('wide records: one reading each, missing values left out, scaled where the profile says so', () => {
  const yaml = `name: vrain
    url: https://example.vn/rain
    stations: { '4021': RG-01 }
    records: $.data[*]
    station: $.station.code
    time: $.time
    time_format: dd/MM/yyyy HH:mm
    missing: [null, '', -9999]
    values:
      - { parameter: rain_10m, value: $.r10, unit: mm, scale: 0.1 }
      - { parameter: batt, value: $.batt, missing: [0] }`
  const answer = {
    data: [
      { station: { code: 4021 }, time: '22/11/2026 07:10', r10: '6.4', batt: 0 },
      { station: { code: 4021 }, time: '22/11/2026 07:20', r10: -9999, batt: 12.9 },
      { station: { code: '4999' }, time: 'now', r10: '1' },
    ],
  }
  const bodies = decode(yaml, answer)
  expect(bodies).toMatchObject([
    { station: 'RG-01', ts: Date.UTC(2026, 10, 22, 0, 10), units: { rain_10m: 'mm' } },
    { station: 'RG-01', ts: Date.UTC(2026, 10, 22, 0, 20), values: { batt: 12.9 } },
    { station: '4999', ts: 'now', values: { rain_10m: 0.1 } },
  ])
  expect(bodies[0]!.values.rain_10m).toBeCloseTo(0.64, 9)
})

test('long records in records: parameter and unit by path, station from the record around', () => {
  const yaml = `name: long
    url: https://example.vn/api/{station}
    stations: { ho-tay: WL-01 }
    parameters: { 'Oxy hoa tan': do }
    records: ['$.stations[*]', '$.values[?@.ok == true]']
    station: $$.id
    time: $.at
    time_format: epoch_s
    values: [{ parameter: $.name, value: $.value, unit: $.unit }]`
  const at = 1_795_305_600
  const values = [
    { name: 'Oxy hoa tan', value: 7.5, unit: 'mg/L', at, ok: true },
    { name: 'pH', value: '8.1', unit: null, at, ok: true },
    { name: 'pH', value: 99, at: at + 60, ok: false },
  ]
  expect(decode(yaml, { stations: [{ id: 'ho-tay', values }] })).toEqual([
    { station: 'WL-01', ts: at * 1000, values: { do: 7.5, pH: 8.1 }, units: { do: 'mg/L' } },
  ])
})

test('the station that was asked for stands where records name none', () => {
  const yaml = `name: one
    url: https://example.vn/api/{station}
    stations: { '7': AQ-01 }
    records: $[*]
    time: $[0]
    time_format: epoch_ms
    values: [{ parameter: pm25, value: '$[1]' }]`
  expect(decode(yaml, [[1_795_305_600_000, 35.2]], '7')).toEqual([
    { station: 'AQ-01', ts: 1_795_305_600_000, values: { pm25: 35.2 } },
  ])
})

test('a value that is nested without end is rejected like any that is no number', () => {
  const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown
  const [only] = decode(minimal, { data: [{ id: 'AQ-01', t: '2026-11-22T07:00:00Z', v: deep }] })
  expect(only!.values).toEqual({ pm25: '(list or object)' })
  const twice = decode(minimal, { data: [{ id: 'AQ-01', t: deep, v: 5 }] })
  expect(twice).toEqual([{ station: 'AQ-01', ts: '', values: { pm25: 5 } }])
})

test('an answer of another shape holds no records', () => {
  expect(decode(minimal, { error: 'no' })).toEqual([])
  expect(decode(minimal, null)).toEqual([])
})

test('a part that fails does not keep the others from being asked; a wish to be left alone does', async () => {
  const asked: string[] = []
  const part = (name: string, fault?: Error) =>
    [name, () => (asked.push(name), fault ? Promise.reject(fault) : Promise.resolve())] as const
  const failing = part('site 2', new PullFault('HTTP 404'))
  await expect(askEach([part('site 1'), failing, part('site 3')])).rejects.toMatchObject({
    ...{ message: 'site 2: HTTP 404', isPartial: true },
  })
  expect(asked.splice(0)).toEqual(['site 1', 'site 2', 'site 3'])
  const busy = part('site 4', new PullFault('HTTP 429', { retryAfterMs: 5000 }))
  await expect(askEach([failing, busy, part('site 5')])).rejects.toMatchObject({
    ...{ message: 'site 4: HTTP 429', retryAfterMs: 5000, isPartial: false },
  })
  expect(asked.splice(0)).toEqual(['site 2', 'site 4'])
  await expect(askEach([part('a', new Error('disk full')), part('b')])).rejects.toThrow('disk full')
  expect(asked).toEqual(['a'])
})

test('faults of pull.yaml are named all together', () => {
  const wrong = `
portal: { url: 'ftp://x', stations: { 14: RG-01 }, frozen_after: 3 }
`
  expect(() => openPull(wrong, testStations, {})).toThrow(/portal\.url: must be an http.*[^]*frozen_after/)
  const more = `
portal: { url: 'https://p.vn', stations: { 14: RG-01, 15: AQ-99, 16: AQ-99 }, zero_is_value: [pm2.5] }
sources:
  - ${minimal.replace('$.id', 'AQ-98').replace('/api', '/api?a={from}&b={when}').replace('pm25', 'ph')}
  - ${minimal}
    window: {}
    stations: { x: AQ-01 }
`
  const fault = () => openPull(more, testStations, {})
  for (const text of [
    'portal.stations: RG-01 is no air station',
    'portal.stations: "AQ-99" is no station of the registry',
    'portal.stations: "AQ-99" stands twice',
    'portal.zero_is_value: "pm2.5" is not known',
    'sources.0.url: {when} is not known',
    'sources.0.station: "AQ-98" is no station of the registry',
    'sources.1.name: "s" stands twice',
    'sources.1.window: the url has no {from} or {to}',
  ])
    expect(fault).toThrow(text)
})

test('paths and secrets that are wrong are named, secrets never shown', () => {
  const yaml = `sources:\n  - ${minimal.replace('$.v', "'$.['").replace('$.t', () => '$$.t')}
    headers: { authorization: 'Bearer \${PULL_SECRET_A}', x-key: '\${HOME}', x-b: '\${PULL_SECRET_B}' }`
  const fault = () => openPull(yaml, testStations, { HOME: '/root', PULL_SECRET_B: 'ünsendable→' })
  expect(fault).toThrow('sources.0.time: "$$.t" needs two paths in records')
  expect(fault).toThrow('sources.0.values.0.value: "$.[" is no JSONPath')
  expect(fault).toThrow('headers.authorization: neither PULL_SECRET_A nor PULL_SECRET_A_FILE is set')
  expect(fault).toThrow('headers.x-key: ${HOME}: only variables named PULL_SECRET_… can be used')
  expect(fault).toThrow('headers.x-b: cannot be sent')
  expect(fault).not.toThrow('nsendable')
})

test('secrets come from the environment or from files, and into the address encoded', () => {
  const file = join(tmpdir(), `secret-${process.pid}`)
  writeFileSync(file, 'from-file\n')
  const yaml = `sources:\n  - ${minimal.replace('/api', '/api?key=${PULL_SECRET_A}')}
    headers: { X-Key: '\${PULL_SECRET_B}' }`
  const [source] = openPull(yaml, testStations, { PULL_SECRET_A: 'a&b', PULL_SECRET_B_FILE: file })
  expect(source).toMatchObject({ name: 'pull:s', headers: { 'x-key': 'from-file' }, intervalMs: 300_000 })
})

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['169.254.169.254', true],
  ['192.168.1.1', true],
  ['100.64.0.1', true],
  ['::1', true],
  ['::ffff:10.0.0.1', true],
  ['fe80::1', true],
  ['fd00::1', true],
  ['not an address', true],
  ['113.160.0.1', false],
  ['172.32.0.1', false],
  ['2405:4800::1', false],
])('%s lies inside: %s', (address, inside) => {
  expect(isPrivateAddress(address)).toBe(inside)
})

test('Retry-After is seconds or a date; the wait grows by doubling, up to 15 minutes, with chance', () => {
  const now = Date.parse('2026-11-22T00:00:00Z')
  expect(retryAfterMs('120', now)).toBe(120_000)
  expect(retryAfterMs('Sun, 22 Nov 2026 00:01:00 GMT', now)).toBe(60_000)
  expect(retryAfterMs('soon', now)).toBeUndefined()
  const wait = (failures: number, askedMs?: number) =>
    backoffMs(failures, { intervalMs: 300_000, askedMs, chance: 1 })
  expect([1, 2, 3, 20].map((failures) => wait(failures))).toEqual([5000, 10_000, 20_000, 900_000])
  expect(backoffMs(3, { intervalMs: 300_000, chance: 0 })).toBe(10_000)
  expect(wait(1, 60_000)).toBe(60_000)
})

test('work for one host waits for its turn, also behind work that failed; other hosts do not wait', async () => {
  const turn = createHostTurns()
  const order: string[] = []
  let open: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (open = resolve))
  const first = turn('a', async () => {
    await gate
    order.push('a1')
    throw new Error('failed')
  })
  const second = turn('a', async () => void order.push('a2'))
  await turn('b', async () => void order.push('b1'))
  open()
  await expect(first).rejects.toThrow('failed')
  await second
  expect(order).toEqual(['b1', 'a1', 'a2'])
})

test('sites of the portal are compared with the registry', () => {
  const sites = [
    { id: '14', name: 'here', lat: 21.001, lon: 105.8 },
    { id: '15', name: 'elsewhere', lat: 21.1, lon: 105.8 },
    { id: '50', name: 'new', lat: 21, lon: 105 },
  ]
  expect(siteNotices(sites, { 14: 'AQ-01', 15: 'AQ-01', 16: 'AQ-01' }, testStations)).toEqual([
    'site 15 (elsewhere) lies 11.1 km from AQ-01',
    'site 50 (new) is not in pull.yaml',
    'site 16 is not listed any more',
  ])
})
