import { expect, test } from 'vitest'
import { decodeForeign } from './decodeForeign.ts'
import type { TtnSubscription } from './foreignFile.ts'
import { testStations } from './testStations.ts'

/* Uplinks in the shape of The Things Stack v3 (its page "Data Formats"), written for a buoy and a weather station. */

const now = Date.UTC(2026, 10, 22, 3)
const received = '2026-11-22T02:59:58.123456789Z'
const receivedAt = Date.UTC(2026, 10, 22, 2, 59, 58, 123)

const uplink = (decoded: object | undefined, more: object = {}) => ({
  end_device_ids: {
    device_id: 'buoy-01',
    application_ids: { application_id: 'hanoi-lake' },
    dev_eui: '0004A30B001C0530',
    dev_addr: '00BCB929',
  },
  correlation_ids: ['as:up:01E0WZGT6Y7657CPFPE5WEYDSQ'],
  received_at: '2026-11-22T02:59:58.300Z',
  uplink_message: {
    session_key_id: 'AXA50tHUQ0e1vZ9xQ1',
    f_port: 2,
    f_cnt: 1841,
    frm_payload: 'AQIDBA==',
    ...(decoded && { decoded_payload: decoded }),
    rx_metadata: [{ gateway_ids: { gateway_id: 'gw-ho-tay' }, rssi: -95, snr: 7.5 }],
    settings: { frequency: '921800000', timestamp: 3_463_457_827, time: '2026-11-22T01:10:00.000Z' },
    received_at: received,
    consumed_airtime: '0.056576s',
    ...more,
  },
})

const rules: TtnSubscription = {
  topic: 'v3/hanoi-lake@ttn/devices/+/up',
  devices: {
    'buoy-01': {
      station: 'WL-01',
      time: 'received_at',
      fields: {
        TempC1: { parameter: 'temp' },
        'water.do': { parameter: 'do', unit: 'mg/L', missing: [-1] },
        ec_ms: { parameter: 'ec', scale: 1000 },
      },
    },
  },
}
const decodeWith = (devices: TtnSubscription['devices'], body: unknown) =>
  decodeForeign({ source: 'ttn', rules: { ...rules, devices } }, Buffer.from(JSON.stringify(body)), {
    stations: testStations,
    now,
  })
const decode = (body: unknown) => decodeWith(rules.devices, body)

test('fields of a device become parameters; numbers written as text are numbers, others are left', () => {
  const decoded = decode(uplink({ TempC1: '27.35', water: { do: 9.5 }, ec_ms: 0.412, BatV: 3.6 }))
  expect(decoded).toEqual([
    {
      station: 'WL-01',
      rejections: [],
      reading: {
        ...{ station: 'WL-01', domain: 'water', time: receivedAt, flags: {} },
        values: { temp: 27.35, do: 9.5, ec: 412 },
      },
    },
  ])
})

test('a missing value is none, not 0', () => {
  const [only] = decode(uplink({ TempC1: '', water: { do: -1 }, ec_ms: 0.5 }))
  expect(only!.reading!.values).toEqual({ ec: 500 })
})

test('a field that is no number is named and costs only itself', () => {
  const [only] = decode(uplink({ TempC1: 'ERR', ec_ms: 0.5 }))
  expect(only!.reading!.values).toEqual({ ec: 500 })
  expect(only!.rejections).toMatchObject([{ scope: 'value', reason: 'not_a_number', detail: 'temp' }])
})

test('the time of the transmission is used where the profile says so and it is believable', () => {
  const buoy = { ...rules.devices['buoy-01']!, time: 'settings' as const }
  const body = (time: string) => uplink({ TempC1: 27 }, { settings: { time } })
  const timeOf = (time: string) => decodeWith({ 'buoy-01': buoy }, body(time))[0]!.reading!.time
  expect(timeOf('2026-11-22T01:10:00Z')).toBe(Date.UTC(2026, 10, 22, 1, 10))
  // A gateway whose clock stands at the beginning of its GPS week count, and one that is ahead.
  expect(timeOf('2007-04-08T01:10:00Z')).toBe(receivedAt)
  expect(timeOf('2026-11-22T03:09:00Z')).toBe(receivedAt)
})

test('a device that the profile does not know can be mapped and replayed: all its numbers are kept', () => {
  const decoded = decodeWith({}, uplink({ temp: 27.5, deep: { ph: 8.1 }, mode: 'A' }))
  expect(decoded).toMatchObject([{ station: 'buoy-01', rejections: [{ reason: 'unknown_station' }] }])
  expect(JSON.parse(String(decoded[0]!.rejections[0]!.raw))).toEqual({
    station: 'buoy-01',
    ts: receivedAt,
    values: { temp: 27.5, 'deep.ph': 8.1 },
  })
})

test('an uplink without payload holds no reading; one that nobody decoded is said', () => {
  expect(decode(uplink(undefined, { frm_payload: undefined }))).toEqual([])
  expect(decode(uplink(undefined))).toMatchObject([
    { station: 'WL-01', rejections: [{ reason: 'no_values' }] },
  ])
})

test('a simulated uplink is never a reading', () => {
  expect(decode({ ...uplink({ TempC1: 20 }), simulated: true })).toMatchObject([
    { station: 'WL-01', rejections: [{ reason: 'simulated' }] },
  ])
})

test('a join holds no reading; what is no message of the stack is rejected', () => {
  const { end_device_ids, received_at } = uplink({})
  expect(decode({ end_device_ids, received_at, join_accept: { session_key_id: 'x' } })).toEqual([])
  expect(decode({ temp: 1 })).toMatchObject([{ rejections: [{ scope: 'payload', reason: 'bad_shape' }] }])
})

test('a normalised payload has fixed names and units, and may have its own time', () => {
  const { uplink_message: up, ...rest } = uplink(undefined)
  const body = {
    ...rest,
    uplink_normalized: {
      ...up,
      normalized_payload: {
        time: '2026-11-22T02:50:00Z',
        air: { temperature: 24.5, relativeHumidity: 78, pressure: 1014.3, co2: 415 },
        wind: { speed: 1.2, direction: 42 },
      },
    },
  }
  const [only] = decodeWith({ 'buoy-01': { station: 'AQ-01', time: 'received_at' } }, body)
  expect(only!.reading).toMatchObject({
    time: Date.UTC(2026, 10, 22, 2, 50),
    values: { temp: 24.5, rh: 78, pres: 1014.3, ws: 1.2, wd: 42 },
  })
  expect(only!.rejections).toMatchObject([{ reason: 'unknown_parameter', detail: 'air.co2' }])
})
