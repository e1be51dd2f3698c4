import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Station } from '../station/station.ts'
import { decodeReadings, readingsPerPayload } from './decodeReadings.ts'

const now = Date.parse('2026-11-22T00:05:00Z')
const stationOf = (id: string, domain: Station['domain']): Station => ({
  id,
  domain,
  name: { vi: id, en: id },
  lat: 21,
  lon: 105.8,
  intervalS: 300,
  owner: '',
  kind: '',
  parameters: [],
  positionQuality: '',
})
const stations = new Map([stationOf('AQ-01', 'air'), stationOf('WL-01', 'water')].map((one) => [one.id, one]))
const topic = { station: 'AQ-01', domain: 'air' as const }
const decode = (body: unknown) => decodeReadings(JSON.stringify(body), { stations, now, topic })
const reasonOf = (body: unknown) => decode(body)[0]?.rejections[0]?.reason

describe('a reading of the MQTT contract', () => {
  test('the payload of design section 4 gives canonical values: CO in mg/m³ becomes µg/m³', () => {
    const [decoded] = decode({
      ts: '2026-11-22T07:00:00+07:00',
      seq: 1841,
      values: { pm25: 35.2, pm10: 61.0, co: 0.9 },
      units: { co: 'mg/m3' },
      status: '00',
    })
    expect(decoded?.reading).toEqual({
      station: 'AQ-01',
      domain: 'air',
      time: Date.parse('2026-11-22T00:00:00Z'),
      values: { pm25: 35.2, pm10: 61, co: 900 },
      flags: {},
    })
    expect(decoded?.rejections).toEqual([])
  })

  test('epoch milliseconds are a time', () => {
    expect(decode({ ts: now, values: { pm25: 1 } })[0]?.reading?.time).toBe(now)
  })

  test('a calibrating station is kept and flagged fail, per value or as a whole', () => {
    const whole = decode({ ts: now, values: { pm25: 35 }, status: '01' })[0]?.reading
    const one = decode({ ts: now, values: { pm25: { v: 35, status: '02' }, pm10: 50 } })[0]?.reading
    expect(whole?.flags).toEqual({ pm25: 4 })
    expect(one?.flags).toEqual({ pm25: 4 })
    expect(one?.values).toEqual({ pm25: 35, pm10: 50 })
  })

  test('values outside the limits of environment.md 7.3 are kept with their flag', () => {
    const [decoded] = decode({ ts: now, values: { pm25: 501, pm10: 2001, o3: 80 } })
    expect(decoded?.reading?.flags).toEqual({ pm25: 3, pm10: 4 })
  })

  test('null is a missing value: neither stored nor rejected', () => {
    const [decoded] = decode({ ts: now, values: { pm25: null, pm10: 50 } })
    expect(decoded?.reading?.values).toEqual({ pm10: 50 })
    expect(decoded?.rejections).toEqual([])
  })

  test('one bad value never costs its neighbours', () => {
    const [decoded] = decode({ ts: now, values: { pm25: '35', pm10: 50, kryptonite: 3 } })
    expect(decoded?.reading?.values).toEqual({ pm10: 50 })
    expect(decoded?.rejections.map(({ scope, reason, detail }) => [scope, reason, detail])).toEqual([
      ['value', 'not_a_number', 'pm25'],
      ['value', 'unknown_parameter', 'kryptonite'],
    ])
  })

  test('one bad member of an array never costs its neighbours', () => {
    const decoded = decode([{ ts: now, values: { pm25: 1 } }, 'noise', { ts: now - 1, values: { pm25: 2 } }])
    expect(decoded.map(({ reading }) => reading?.values.pm25)).toEqual([1, undefined, 2])
    expect(decoded[1]?.rejections[0]?.reason).toBe('bad_shape')
  })
})

describe('what is turned away, and why', () => {
  test.each([
    ['missing_time', { values: { pm25: 1 } }],
    ['missing_time', { ts: null, values: { pm25: 1 } }],
    ['bad_time', { ts: '2026-11-22 07:00:00', values: { pm25: 1 } }],
    ['bad_time', { ts: '2026-02-30T07:00:00Z', values: { pm25: 1 } }],
    ['bad_time', { ts: 1_795_305_900, values: { pm25: 1 } }],
    ['future_time', { ts: now + 601_000, values: { pm25: 1 } }],
    ['no_values', { ts: now, values: {} }],
    ['no_values', { ts: now, values: { pm25: null } }],
    ['not_a_number', { ts: now, values: { pm25: 'NaN' } }],
    ['unknown_unit', { ts: now, values: { pm25: 3 }, units: { pm25: 'ppb' } }],
    ['bad_shape', { ts: now, values: [1, 2] }],
    ['bad_shape', 42],
  ])('%s: %j', (reason, body) => {
    expect(reasonOf(body)).toBe(reason)
    expect(decode(body)[0]?.reading).toBeUndefined()
  })

  test('9.5 minutes ahead is a clock that is a little fast, and accepted', () => {
    expect(decode({ ts: now + 570_000, values: { pm25: 1 } })[0]?.reading).toBeDefined()
  })

  test('NaN and Infinity are no JSON; 1e999 overflows to Infinity and is no number', () => {
    const raw = (text: string) => decodeReadings(text, { stations, now, topic })[0]?.rejections[0]?.reason
    expect(raw(`{"ts":${now},"values":{"pm25":NaN}}`)).toBe('bad_json')
    expect(raw(`{"ts":${now},"values":{"pm25":Infinity}}`)).toBe('bad_json')
    expect(raw(`{"ts":${now},"values":{"pm25":1e999}}`)).toBe('not_a_number')
  })

  test('an unknown station and a station of another domain', () => {
    const body = JSON.stringify({ ts: now, values: { pm25: 1 } })
    const at = (station: string, domain: Station['domain']) =>
      decodeReadings(body, { stations, now, topic: { station, domain } })[0]?.rejections[0]?.reason
    expect(at('<script>', 'air')).toBe('unknown_station')
    expect(at('WL-01', 'air')).toBe('wrong_domain')
  })
})

describe('what belongs to single values', () => {
  test('an unknown status or unit entry costs no neighbour', () => {
    const [decoded] = decode({
      ts: now,
      seq: 'x',
      values: { pm25: 1, co: 2 },
      units: { co: null },
      status: '07',
    })
    expect(decoded?.reading).toMatchObject({ values: { pm25: 1, co: 2 }, flags: { pm25: 2, co: 2 } })
    expect(decoded?.rejections.map(({ reason }) => reason)).toEqual([
      'unknown_device_status',
      'unknown_device_status',
    ])
  })

  test('units and names that every object has are unknown ones', () => {
    for (const unit of ['constructor', '__proto__', 'toString'])
      expect(reasonOf({ ts: now, values: { pm25: 1 }, units: { pm25: unit } })).toBe('unknown_unit')
    expect(reasonOf({ ts: now, values: { constructor: 1 } })).toBe('unknown_parameter')
  })

  test('values cannot be brought in through a prototype', () => {
    const text = `{"ts":${now},"values":{"__proto__":{"pm25":5}}}`
    expect(decodeReadings(text, { stations, now, topic })[0]?.reading).toBeUndefined()
  })

  test('a rejected value keeps its unit and status, so that sending it again means the same', () => {
    const [decoded] = decode({ ts: now, values: { co: 0.9, pm25: 20 }, units: { co: 'ppm' }, status: '01' })
    const raw = JSON.parse(String(decoded!.rejections[0]!.raw)) as unknown
    expect(raw).toEqual({ ts: now, values: { co: 0.9 }, units: { co: 'ppm' }, status: '01' })
  })

  test('evidence of Infinity is not an empty value', () => {
    const [decoded] = decodeReadings(`{"ts":${now},"values":{"pm25":1e999,"pm10":1}}`, {
      stations,
      now,
      topic,
    })
    expect(decoded?.rejections[0]?.raw).toContain('Infinity')
  })
})

describe('whatever arrives', () => {
  test('lists nested a hundred thousand deep are turned away', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(decodeReadings(deep, { stations, now, topic })[0]?.rejections[0]?.reason).toBe('bad_shape')
    const inValue = `{"ts":${now},"values":{"pm25":${deep}}}`
    expect(decodeReadings(inValue, { stations, now, topic })[0]?.rejections[0]?.reason).toBe('not_a_number')
  })

  test('a dossier on the wrong way leaves no name behind', () => {
    const dossier = `{"data":[{"MaHoSo":"H26","ChuHoSo":"Nguyễn Văn Kín"}]}`
    for (const text of [dossier, dossier.slice(0, -3)]) {
      const [decoded] = decodeReadings(text, { stations, now, topic })
      expect(decoded?.rejections[0]?.raw).not.toContain('Kín')
    }
  })

  test('no text makes the decoder throw, and everything is either a reading or has a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const { reading, rejections } of decodeReadings(text, { stations, now, topic }))
          expect(reading !== undefined || rejections.length > 0).toBe(true)
      }),
    )
  })

  test('every finite value of a known parameter arrives unchanged', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const [decoded] = decode({ ts: now, values: { o3: value } })
        expect(decoded?.reading?.values.o3).toBe(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

test('a message of more readings than a city has is turned away as a whole', () => {
  const body = JSON.stringify(Array.from({ length: readingsPerPayload + 1 }, () => ({})))
  const decoded = decodeReadings(body, { stations: new Map(), now: 0 })
  expect(decoded).toHaveLength(1)
  expect(decoded[0]?.rejections[0]).toMatchObject({ scope: 'payload', reason: 'payload_too_large' })
})
