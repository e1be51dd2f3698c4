import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noChanges } from '@city/domain/quality/stationLimits.ts'
import { unpackTests } from '@city/domain/quality/tests.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { openState } from '@city/store/state/openState.ts'
import { createQuality } from './createQuality.ts'

/* Gauges are compared with the gauges around them, in the order in which they arrive, and in a storm over all of them. */

const start = Date.parse('2026-11-18T00:00:00Z')
const step = 10 * 60_000
const end = start + 36 * step
const rest = { domain: 'rain', lat: 21, lon: 105.8, intervalS: 600, parameters: ['rain_10m'] } as const
const ids = Array.from({ length: 40 }, (_, at) => `RAIN-${at}`)
const stations = new Map(
  ids.map((id): [string, Station] => [
    id,
    {
      ...rest,
      id,
      name: { vi: id, en: id },
      owner: '',
      kind: '',
      positionQuality: '',
      parameters: ['rain_10m'],
    },
  ]),
)

let dir: string
let series: SeriesStore
let reads = 0

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rain-neighbours-'))
  series = await openSeries({ dataDir: dir })
})
afterEach(async () => {
  await series.close()
  await rm(dir, { recursive: true })
})

function openQuality() {
  reads = 0
  const counted = {
    write: series.write.bind(series),
    readRows: (query: Parameters<SeriesStore['readRows']>[0]) => {
      reads++
      return series.readRows(query)
    },
  }
  const db = openState(join(dir, 'state.sqlite'))
  return createQuality({ stations, series: counted, db, profile: noChanges })
}

async function rain(id: string, mmAt: (moment: number) => number): Promise<void> {
  const points = Array.from({ length: 36 }, (_, moment) => ({
    ...{ measurement: 'rain', tags: { station: id }, time: start + moment * step },
    fields: { rain_10m: mmAt(moment) },
  }))
  await series.write(points)
}

async function doubted(id: string): Promise<number[]> {
  const query = { measurement: 'rain', tags: { station: id }, fields: ['t_rain_10m'], from: start, to: end }
  const rows = await series.readRows({ ...query, limit: 100 })
  return rows
    .filter(({ fields }) => unpackTests(Number(fields.t_rain_10m ?? 0)).cross === 3)
    .map(({ time }) => (time - start) / step)
}

test('heavy rain at one gauge is doubted while those around are dry, and no more when their rain arrives late', async () => {
  const [one, other] = [stations.get('RAIN-0')!, stations.get('RAIN-1')!]
  const quality = openQuality()
  await rain(one.id, (moment) => (moment === 10 || moment === 30 ? 14 : 0))
  await rain(other.id, () => 0)
  await quality.open().judge(one, { from: start, to: end }, () => true)
  expect(await doubted(one.id)).toEqual([10, 30])

  await rain(other.id, (moment) => (moment === 9 ? 2 : 0))
  await quality.open().judge(other, { from: start, to: end }, () => true)
  expect(await doubted(one.id)).toEqual([30])

  await rain(other.id, () => 0)
  await quality.open().judge(other, { from: start, to: end }, () => true)
  expect(await doubted(one.id)).toEqual([10, 30])
})

test('whichever gauge is judged first, the same values are doubted', async () => {
  const alone = (at: number) => (moment: number) => (moment === 4 * at ? 12 : moment === 4 * at + 1 ? 0.2 : 0)
  for (const [at, id] of ids.slice(0, 6).entries()) await rain(id, alone(at))
  const quality = openQuality()
  const told: number[][][] = []
  for (const order of [ids.slice(0, 6), ids.slice(0, 6).toReversed()]) {
    const judging = quality.open()
    for (const id of order) await judging.judge(stations.get(id)!, { from: start, to: end }, () => true)
    told.push(await Promise.all(ids.slice(0, 6).map(doubted)))
  }
  expect(told[0]).toEqual([[0], [4], [8], [12], [16], [20]])
  expect(told[1]).toEqual(told[0])
})

test('in a storm over the whole city every gauge is read a few times, not once for each of the others', async () => {
  for (const [at, id] of ids.entries()) await rain(id, (moment) => 11 + ((at + moment) % 5))
  const judging = openQuality().open()
  for (const station of stations.values()) await judging.judge(station, { from: start, to: end }, () => true)
  expect(await doubted('RAIN-7')).toEqual([])
  // Its own rows, which parameters it has beside those it promises, its rain, and what lies before and after.
  expect(reads).toBeLessThan(6 * ids.length)
})
