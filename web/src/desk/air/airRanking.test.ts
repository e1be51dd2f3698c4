import { expect, test } from 'vitest'
import type { LiveStation } from '../../live/liveStore.ts'
import { mainsOf, rankAir } from './airRanking.ts'

const now = Date.parse('2026-11-22T08:10:00Z')
const station = (
  id: string,
  index: Partial<NonNullable<LiveStation['index']>> | null,
  heard = now - 60_000,
) =>
  ({
    ...{ id, domain: 'air', name: { vi: id, en: id }, kind: '', owner: '', parameters: [], interval_s: 300 },
    ...{ position_quality: '', lat: 21, lon: 105.8, latest: null, clock: null, time: heard },
    index: index && {
      ...{ kind: 'vn_aqi_hour', time: '2026-11-22T07:00:00Z', value: 80, band: 'moderate', main: 'pm25' },
      ...{ sub_indices: { pm25: 80 }, method: 'm', ...index },
    },
  }) as LiveStation

test('ranks worst first and says why the others have no index', () => {
  const { ranked, without } = rankAir(
    [
      station('A', { value: 60 }),
      station('B', { value: 160, band: 'bad' }),
      station('C', { value: null, band: null, main: null, sub_indices: { o3: 105 } }),
      station('D', { value: null, band: null, main: null, sub_indices: {} }),
      station('E', { value: 90 }, now - 25 * 3_600_000),
      station('F', null),
      station('G', { time: '2026-11-22T01:00:00Z' }),
    ],
    now,
  )
  // E's index is of this very hour: the last reading's age does not take it away.
  expect(ranked.map(({ station: { id } }) => id)).toEqual(['B', 'E', 'A'])
  expect(without.map(({ station: { id }, reason }) => `${id} ${reason}`)).toEqual([
    'G old',
    'D few',
    'C noPm',
    'F never',
  ])
})

test('counts main pollutants, most first', () => {
  const { ranked } = rankAir([station('A', {}), station('B', { main: 'o3' }), station('C', {})], now)
  expect(mainsOf(ranked)).toEqual([
    { main: 'pm25', count: 2 },
    { main: 'o3', count: 1 },
  ])
})
