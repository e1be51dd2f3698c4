import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IndexState } from '@city/domain/api/schemas.ts'
import type { IndexUpdate } from '@city/domain/live/events.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { readingPoint } from '@city/domain/series/readingPoint.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { createIndexJob } from './indexJob.ts'

const hour = 3_600_000
const now = Date.parse('2026-11-22T08:10:00Z')
const lastHour = Date.parse('2026-11-22T07:00:00Z')
const station: Station = {
  id: 'AQ-01',
  domain: 'air',
  name: { vi: '', en: '' },
  lat: 21,
  lon: 105.8,
  intervalS: 300,
  owner: '',
  kind: '',
  parameters: ['pm25'],
  positionQuality: '',
}

let folder: string
let series: SeriesStore
let saved: Map<string, IndexState>
let published: IndexUpdate[]
let onPublished: () => void

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'indices-'))
  series = await openEmbedded(join(folder, 'series.sqlite'))
  saved = new Map()
  published = []
})
afterEach(async () => {
  await series.close()
  rmSync(folder, { recursive: true })
})

function startJob() {
  const job = createIndexJob({
    stations: new Map([['AQ-01', station]]),
    series,
    saveLatest: (id, index) => void saved.set(id, index),
    publish: (updates) => {
      published.push(...updates)
      onPublished()
    },
    onError: (error) => {
      throw error
    },
    now: () => now,
    settleMs: 10,
  })
  const nextPublished = () => new Promise<void>((resolve) => (onPublished = resolve))
  return { job, nextPublished }
}

/** Twelve readings of an hour, one every 5 minutes, all with the same PM2.5. */
async function fill(start: number, pm25: number): Promise<Reading[]> {
  const readings = Array.from({ length: 12 }, (_, i): Reading => {
    return { station: 'AQ-01', domain: 'air', time: start + i * 300_000, values: { pm25 }, flags: {} }
  })
  await series.write(readings.map((reading) => readingPoint(reading, false)))
  return readings
}

// environment.md 1.10, A6: two hours, PM2.5 40 and 44, current hour first → NowCast 41.9 → 84, Trung bình.
test('the hour that has ended gets its index: example A6', async () => {
  const { job, nextPublished } = startJob()
  const older = await fill(lastHour - hour, 44)
  const newer = await fill(lastHour, 40)
  const done = nextPublished()
  job.onStored([...older, ...newer])
  await done
  await job.stop()
  expect(saved.get('AQ-01')).toMatchObject({
    value: 84,
    band: 'moderate',
    main: 'pm25',
    time: new Date(lastHour).toISOString(),
  })
  expect(published).toHaveLength(1)
  const rows = await series.readRows({
    measurement: 'air_index',
    from: 0,
    to: now,
    fields: ['value', 'main', 'method'],
  })
  expect(rows.map(({ time, fields }) => [time, fields.value])).toEqual([[lastHour, 84]])
})

test('a late reading computes the hours after it again', async () => {
  const { job, nextPublished } = startJob()
  const first = nextPublished()
  job.onStored([...(await fill(lastHour, 40)), ...(await fill(lastHour - hour, 44))])
  await first
  const second = nextPublished()
  job.onStored(await fill(lastHour - 2 * hour, 120))
  await second
  await job.stop()
  // w = 0.5: (40 + 44/2 + 120/4) / 1.75 = 52.571 → 100 + 50·2.571/30 = 104.29
  expect(saved.get('AQ-01')).toMatchObject({ value: 104, band: 'poor' })
})
