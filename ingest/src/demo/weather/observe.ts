import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hanoiHour, hourMs } from '@city/domain/time/hanoiTime.ts'
import { bell, hash, smoothNoise, winter } from './noise.ts'
import { observeWater } from './observeWater.ts'
import type { Rain } from './storms.ts'

type Values = Record<string, number>

/** What a simulated station measures at a moment: canonical units, only parameters that the registry lists.
 *  Shapes follow environment.md (levels, daily courses); amounts are the simulator's own. */
export function observe(station: Station, time: number, rain: Rain): Values {
  const all = observers[station.domain](station, time, rain)
  const values: Values = {}
  for (const parameter of [...station.parameters, 'rain_1h', 'batt']) {
    const value = all[parameter]
    if (value !== undefined) values[parameter] = Number(value.toFixed(decimals[parameter] ?? 1))
  }
  return values
}

const decimals: Values = {
  temp: 2,
  ph: 2,
  do: 2,
  nh4n: 3,
  no3n: 3,
  po4p: 3,
  water_level: 3,
  co: 0,
  rh: 0,
  ec: 0,
  coliform: 0,
  depth_cm: 0,
  wd: 0,
}

const observers: Readonly<Record<Station['domain'], (station: Station, time: number, rain: Rain) => Values>> =
  {
    air: observeAir,
    rain: observeRain,
    water: observeWater,
    flood: observeFlood,
  }

function observeAir({ id, lat, lon }: Station, time: number, rain: Rain): Values {
  const hour = hanoiHour(time)
  const traffic = 0.55 + 0.6 * bell(hour, 8, 1.6) + 0.7 * bell(hour, 18.5, 2)
  const stillness = 1 + 0.55 * smoothNoise('stagnation', time, 2.6 * dayMs) + 0.2 * bell(hour, 5, 3)
  const place = 0.75 + 0.5 * hash(id, 'place')
  const washed = 1 - 0.55 * Math.min(1, rain.total(lat, lon, time, hourMs) / 10)
  const flutter =
    1 + 0.16 * smoothNoise(id, time, 40 * 60_000) + 0.04 * smoothNoise(`${id}f`, time, 5 * 60_000)
  const pm25 = Math.max(
    3,
    (14 + 34 * winter(time)) * stillness * place * washed * flutter * (0.75 + 0.25 * traffic),
  )
  const no2 = 16 + 42 * traffic * place * stillness * flutter
  const temp = 17 + 12 * (1 - winter(time)) + 4 * bell(hour, 14, 3.5) + smoothNoise('temp', time, dayMs)
  // No instrument gives the same digits for an hour: what does stands still, and quality control says so.
  const jitter = (parameter: string, by: number) => by * (2 * hash(id, parameter, time) - 1)
  return {
    pm25,
    pm1: pm25 * 0.72,
    pm10: pm25 * (1.35 + 0.15 * smoothNoise(`${id}c`, time, 3 * hourMs)) + 6,
    no2,
    no: no2 * 0.3 * traffic,
    nox: no2 * (1 + 0.3 * traffic),
    so2: 9 + 8 * stillness * place + jitter('so2', 0.6),
    co: 420 + 620 * traffic * place * stillness,
    o3: 18 + 95 * bell(hour, 14.5, 2.6) * (1.25 - 0.5 * winter(time)) * washed + jitter('o3', 1.5),
    bc: pm25 * 0.06,
    temp: temp + jitter('temp', 0.2),
    rh: Math.min(
      99,
      68 +
        14 * bell(hour, 5, 4) +
        10 * smoothNoise('rh', time, dayMs) +
        18 * (1 - washed) +
        jitter('rh', 1.2),
    ),
    pres: 1012 + 6 * winter(time) + 2 * smoothNoise('pres', time, 2 * dayMs),
    ws: Math.max(0.2, 1.6 + 1.2 * smoothNoise('ws', time, 5 * hourMs) + jitter('ws', 0.3)),
    wd: (360 + 70 + 60 * smoothNoise('wd', time, 9 * hourMs) + jitter('wd', 6)) % 360,
  }
}

function observeRain({ id, lat, lon }: Station, time: number, rain: Rain): Values {
  // A tipping bucket counts whole tips of 0.2 mm (environment.md 4.8).
  const tips = (mm: number) => Math.round(mm / 0.2) * 0.2
  return {
    rain_10m: tips(rain.total(lat, lon, time, 10 * 60_000)),
    rain_1h: tips(rain.total(lat, lon, time, hourMs)),
    batt: 12.6 + 0.3 * smoothNoise(id, time, dayMs),
  }
}

function observeFlood({ id, lat, lon, floodTrigger }: Station, time: number, rain: Rain): Values {
  const inTwoHours = rain.total(lat, lon, time, 2 * hourMs)
  const trigger = floodTrigger?.mm ?? 60
  const over = inTwoHours - trigger * (0.55 + 0.25 * hash(id, 'low'))
  return {
    depth_cm: Math.max(0, over * (0.5 + 0.5 * hash(id, 'basin'))),
    batt: 12.4 + 0.3 * smoothNoise(id, time, dayMs),
  }
}
