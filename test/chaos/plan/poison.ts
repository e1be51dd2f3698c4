import { cityId, type ChaosStation } from '../city.ts'
import type { Values } from './values.ts'

/** What is sent and what must become of it: one dead letter with this reason. */
export interface Poison {
  topic: string
  payload: string | Buffer
  reason: string
  scope: 'payload' | 'reading' | 'value'
  /** As the letter names it; null: none. */
  station: string | null
  /** Values of the message that are good and are stored all the same. */
  good?: { time: number; values: Values }
}

interface Sender {
  station: ChaosStation
  time: number
  /** Makes the content its own, so that no two poisons are one letter. */
  serial: number
  goodValues: Values
}

type Recipe = (sender: Sender) => Omit<Poison, 'topic'> & { topic?: string }

const reading = (reason: string, body: (sender: Sender) => unknown): Recipe => {
  return (sender) => ({
    payload: JSON.stringify(body(sender)),
    reason,
    scope: 'reading',
    station: sender.station.id,
  })
}
const unreadable = (text: (sender: Sender) => string | Buffer): Recipe => {
  return (sender) => ({
    payload: text(sender),
    reason: 'bad_json',
    scope: 'payload',
    station: sender.station.id,
  })
}
const dataTopic = (domain: string, station: string): string => `${cityId}/v1/${domain}/${station}/data`
const tooLarge = 3 * 1024 * 1024

/** Every kind of content that no station should send. */
const recipes: readonly Recipe[] = [
  unreadable(({ serial, time }) => `{"ts":${time},"seq":${serial},"values":{"pm25":`),
  unreadable(({ serial, time }) => `{"ts":${time},"seq":${serial},"values":{"temp":NaN}}`),
  unreadable(({ serial }) => Buffer.concat([Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from(`${serial}`)])),
  reading('missing_time', ({ serial, goodValues }) => ({ seq: serial, values: goodValues })),
  reading('bad_time', ({ serial, goodValues }) => ({ ts: `yesterday ${serial}`, values: goodValues })),
  reading('bad_time', ({ serial, goodValues }) => ({
    ts: '-000044-03-15T12:00:00Z',
    seq: serial,
    values: goodValues,
  })),
  reading('bad_shape', ({ serial, time }) => ({ ts: time, seq: serial, values: 'none' })),
  reading('no_values', ({ serial, time }) => ({ ts: time, seq: serial, values: { temp: null } })),
  reading('unknown_parameter', ({ serial, time }) => ({ ts: time, values: { [`radon${serial}`]: 4 } })),
  reading('unknown_unit', ({ serial, time, goodValues }) => {
    const units = Object.keys(goodValues).map((parameter) => [parameter, `cubits${serial}`])
    return { ts: time, values: goodValues, units: Object.fromEntries(units) }
  }),
  // JSON reads 1e999 as infinity.
  ({ station, serial, time, goodValues }) => ({
    payload: `{"ts":${time},"seq":${serial},"values":{"${Object.keys(goodValues)[0]}":1e999}}`,
    reason: 'not_a_number',
    scope: 'reading',
    station: station.id,
  }),
  ({ station, serial, time, goodValues }) => ({
    payload: JSON.stringify({ ts: time, values: { ...goodValues, [`radon${serial}`]: 4 } }),
    reason: 'unknown_parameter',
    scope: 'value',
    station: station.id,
    good: { time, values: goodValues },
  }),
  ({ station, serial, time, goodValues }) => ({
    topic: dataTopic(station.domain, `X-${serial}`),
    payload: JSON.stringify({ ts: time, values: goodValues }),
    reason: 'unknown_station',
    scope: 'reading',
    station: `X-${serial}`,
  }),
  ({ station, serial, time, goodValues }) => ({
    topic: dataTopic(station.domain === 'air' ? 'rain' : 'air', station.id),
    payload: JSON.stringify({ ts: time, seq: serial, values: goodValues }),
    reason: 'wrong_domain',
    scope: 'reading',
    station: station.id,
  }),
  ({ serial, time }) => ({
    topic: `${cityId}/v1/nowhere/${serial}`,
    payload: JSON.stringify({ ts: time, values: {} }),
    reason: 'wrong_topic',
    scope: 'payload',
    station: null,
  }),
  ({ serial }) => ({
    payload: `{"seq":${serial},"values":"${'9'.repeat(tooLarge)}"}`,
    reason: 'payload_too_large',
    scope: 'payload',
    station: null,
  }),
]

/** A parameter that no station of the chaos city measures: InfluxDB was given it as an integer before, and refuses it as the
 *  float that it is. Nothing before the store can know. */
export const refusedParameter = { domain: 'water', id: 'phycocyanin' } as const

const refused: Recipe = ({ station, time }) => ({
  payload: JSON.stringify({ ts: time, values: { [refusedParameter.id]: 2.5 } }),
  reason: 'store_refused',
  scope: 'reading',
  station: station.id,
})

/** Kinds of poison; with `storeRefuses` also one that only the store can find. */
export const poisonKinds = (storeRefuses: boolean): number => recipes.length + (storeRefuses ? 1 : 0)

/** A poison of the given kind. `take` gives a station of a domain, if one is asked for, and a moment that it has not used. */
export function makePoison(
  kind: number,
  serial: number,
  take: (domain?: string) => Omit<Sender, 'serial'>,
): Poison {
  const recipe = recipes[kind] ?? refused
  const sender = { ...take(recipe === refused ? refusedParameter.domain : undefined), serial }
  const { station } = sender
  return { topic: dataTopic(station.domain, station.id), ...recipe(sender) }
}
