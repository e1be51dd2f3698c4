import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import { judgeRange } from '@city/domain/quality/judgeRange.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { lakeSigns } from '@city/domain/water/signs.ts'
import { usualWaterSettings } from '@city/domain/water/waterSettings.ts'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { observe } from './observe.ts'
import { createRain } from './storms.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.parse('2026-11-22T00:00:00+07:00')
const rain = createRain('auto', start)

let profile: CityProfile
beforeAll(async () => {
  profile = await readProfile(fileURLToPath(new URL('../../../../domain/hanoi', import.meta.url)))
})

const waterStations = () => [...profile.stations.values()].filter(({ domain }) => domain === 'water')
const readingsOf = (id: string, from: number, to: number) =>
  Array.from({ length: (to - from) / 600_000 }, (_, at) => from + at * 600_000).map((time) => {
    return { time, values: observe(profile.stations.get(id)!, time, rain) }
  })

test('every parameter that the registry lists is sent within a day, inside its ranges', () => {
  expect(waterStations()).toHaveLength(18)
  for (const { id, parameters } of waterStations()) {
    const readings = readingsOf(id, start, start + day)
    for (const parameter of parameters) {
      const values = readings.flatMap(({ values: all }) => all[parameter] ?? [])
      expect(values.length, `${id} ${parameter}`).toBeGreaterThan(0)
      const known = findParameter('water', parameter)!
      if (known.suspect)
        expect([judgeRange(known, Math.min(...values)), judgeRange(known, Math.max(...values))]).toEqual([
          1, 1,
        ])
    }
  }
})

test('laboratory values come once a day', () => {
  const sampled = readingsOf('WL-01', start, start + 3 * day).filter(({ values }) => 'coliform' in values)
  expect(sampled.map(({ time }) => (time - start) % day)).toEqual([9 * hour, 9 * hour, 9 * hour])
})

test('within two weeks a bloom comes to the east bay with all its signs, and none stays', () => {
  const readings = readingsOf('WL-16', start - 3 * day, start + 14 * day)
  const signsAt = (now: number) => {
    const moments = readings.filter(({ time }) => time <= now && time > now - 2 * day)
    const hours = readings.filter(({ time }) => time % hour === 0 && time <= now && time > now - 3 * day)
    const chlaHours = hours.map(({ time, values }) => ({ time, value: values.chla! }))
    return lakeSigns({ moments, chlaHours }, now, usualWaterSettings.signs).map(({ code }) => code)
  }
  const days = Array.from({ length: 14 }, (_, at) => signsAt(start + at * day + 17 * hour))
  expect(new Set(days.flat())).toEqual(
    new Set(['do_low_before_dawn', 'ph_high', 'chla_jump', 'do_supersaturated']),
  )
  expect(days.filter((codes) => codes.length === 0).length).toBeGreaterThan(3)
})
