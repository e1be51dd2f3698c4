import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { believableBy } from './believable.ts'

const now = Date.parse('2026-11-22T03:30:00Z')
const profile = await readProfile(join(import.meta.dirname, '../../../domain/hanoi'))
const believable = believableBy(profile, () => now)
const reading = (station: string, domain: 'air' | 'rain', time: string) => ({
  ...{ station, domain, latest: { time, values: { pm25: 1 }, flags: {} } },
})

it.each([
  ['a reading of now', reading('AQ-01', 'air', '2026-11-22T03:30:00Z'), true],
  ['a clock ten minutes ahead', reading('AQ-01', 'air', '2026-11-22T03:40:00Z'), true],
  ['a clock further ahead', reading('AQ-01', 'air', '2026-11-22T03:40:01Z'), false],
  ['the year 2099', reading('AQ-01', 'air', '2099-01-01T00:00:00Z'), false],
  ['a station of nobody', reading('XX-01', 'air', '2026-11-22T03:30:00Z'), false],
  ['a station in another domain', reading('AQ-01', 'rain', '2026-11-22T03:30:00Z'), false],
])('%s is believed: see the table', (_what, item, wanted) => {
  expect(believable('readings', item)).toBe(wanted)
})
