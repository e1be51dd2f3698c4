import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiDayStart, hanoiHour, hourMs } from '@city/domain/time/hanoiTime.ts'
import { saturatedDo } from '@city/domain/water/doSaturation.ts'
import { bloomAt } from './bloom.ts'
import { bell, hash, smoothNoise, winter } from './noise.ts'
import type { Rain } from './storms.ts'

type Values = Record<string, number>

/** Noise of the instruments, canonical units; beyond the tolerances of the flat-line test (environment.md 7.3). */
const unrest: Values = {
  ...{ temp: 0.04, ph: 0.02, do: 0.06, ec: 2, turbidity: 0.5, tss: 0.5, chla: 0.8, phycocyanin: 0.2 },
  ...{ nh4n: 0.015, no3n: 0.03, po4p: 0.008, cod: 0.5, water_level: 0.002, flow: 0.03 },
}

/** Once a day a boat takes samples for the laboratory: this hour of Hanoi. */
const sampleHour = 9

/** What a water station measures: the lake breathes with the day, and a bloom makes both ends of it extreme: oxygen far
 *  above saturation in the afternoon, close to none before dawn, pH above 9. Laboratory values come once a day. */
export function observeWater(station: Station, time: number, rain: Rain): Values {
  const { id } = station
  const hour = hanoiHour(time)
  const sun = bell(hour, 15.5, 3.2)
  const lateNight = bell(hour, 4.7, 2)
  const bloom = bloomAt(station, time)
  const noise = (what: string, periodMs: number) => smoothNoise(id + what, time, periodMs)
  const temp = 18 + 12 * (1 - winter(time)) + 1.6 * sun + 0.3 * noise('', 4 * hourMs)
  const chla =
    15 + 8 * hash(id, 'algae') + 4 * noise('a', dayMs) + 88 * bloom * (0.94 + 0.1 * sun) + noise('af', hourMs)
  const saturation =
    0.8 +
    0.28 * sun -
    0.14 * lateNight +
    bloom * (0.72 * sun - 0.8 * lateNight) +
    0.03 * noise('o', 2 * hourMs)
  const values: Values = {
    temp,
    ph: 7.55 + 0.35 * sun + bloom * (1.4 * sun + 0.25) + 0.05 * noise('p', 3 * hourMs),
    do: Math.max(0.25 + 0.05 * noise('d', hourMs), saturation * saturatedDo(temp)),
    ec: 380 + 40 * smoothNoise('ec', time, 3 * dayMs) + 25 * hash(id, 'ec') + noise('e', hourMs),
    turbidity: 14 + 16 * bloom + 5 * noise('t', 5 * hourMs) + 0.5 * noise('tf', hourMs),
    tss: 11 + 20 * bloom + 3 * noise('s', 6 * hourMs) + 0.4 * noise('sf', hourMs),
    nh4n: Math.max(0.02, 0.2 + 0.25 * hash(id, 'nh4') + 0.12 * noise('n', dayMs) - 0.1 * bloom * sun),
    no3n: 0.7 + 0.3 * noise('3', 2 * dayMs) - 0.2 * bloom,
    po4p: 0.12 + 0.05 * noise('4', 2 * dayMs) - 0.03 * bloom,
    cod: 17 + 6 * hash(id, 'cod') + 14 * bloom + 2 * noise('c', dayMs) + 0.3 * noise('cf', hourMs),
    chla,
    phycocyanin: chla * 0.16,
    water_level: 5.62 + 0.12 * smoothNoise('level', time, 12 * dayMs) + 0.002 * noise('', hourMs),
    flow: Math.max(0, 0.4 + 0.4 * noise('q', dayMs)),
  }
  // An instrument never says quite the same twice: values that stand still are those of a stuck one.
  for (const [parameter, spread] of Object.entries(unrest))
    values[parameter] = Math.max(0, values[parameter]! + spread * (2 * hash(id, parameter, time) - 1))
  return isSampleTime(time) ? { ...values, ...sampled(station, time, bloom, rain) } : values
}

function isSampleTime(time: number): boolean {
  return time === hanoiDayStart(time) + sampleHour * hourMs
}

/** Rain of the day before washes the streets into the lake. */
function sampled({ id, lat, lon }: Station, time: number, bloom: number, rain: Rain): Values {
  const washed = 1 + rain.total(lat, lon, time, dayMs) / 25
  const coliform = (1800 + 2600 * hash(id, 'coli', hanoiDayStart(time))) * washed
  return { bod5: 6 + 3 * hash(id, 'bod', hanoiDayStart(time)) + 6 * bloom, coliform, ecoli: coliform * 0.011 }
}
