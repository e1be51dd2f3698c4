import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noChanges } from '@city/domain/quality/stationLimits.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { Station } from '@city/domain/station/station.ts'
import { createQuality } from '@city/ingest/quality/createQuality.ts'
import { refreshLatest } from '@city/ingest/rebuild/refreshLatest.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { latestReadingWriter, readLatest } from '@city/store/state/latest.ts'
import { openState } from '@city/store/state/openState.ts'
import { hourMs } from '../store/times.ts'

/* After limits changed the newest reading has the flags of its stored values (npm run rebuild). */

const end = Date.parse('2026-11-20T03:00:00Z')
const station: Station = {
  ...{ id: 'AQ-1', domain: 'air', intervalS: 300, parameters: ['pm25', 'no2'], name: { vi: '', en: '' } },
  ...{ lat: 21, lon: 105.8, owner: '', kind: '', positionQuality: '' },
}
const stations = new Map([[station.id, station]])
/** PM2.5 above 200 is suspect in this city; the limit of the product is 500. */
const profile = { ...noChanges, domains: { air: { pm25: { suspect: [0, 200] as const } } } }

test.each([
  ['of an hour that ended', end - hourMs / 2],
  ['of the running hour', end + 600_000],
])('the newest reading %s gets the flags of the limits that hold now', async (_, time) => {
  const dir = await mkdtemp(join(tmpdir(), 'latest-'))
  const db = openState(join(dir, 'state.sqlite'))
  const series = openEmbedded(join(dir, 'series.sqlite'))
  const values = { pm25: 240, no2: 40 }
  await series.write([
    { measurement: 'air', tags: { station: 'AQ-1' }, time, fields: { ...values, q_no2: 3, t_no2: 48 } },
  ])
  const newest: Reading = { station: 'AQ-1', domain: 'air', time, values, flags: { no2: 3 } }
  latestReadingWriter(db)(newest)
  const quality = createQuality({ stations, series, db, profile })
  const parts = { stations, series, db, quality }
  // A rebuild has judged the hours that ended.
  await quality.open().judge(station, { from: time, to: time + 1 }, () => true)
  expect(await refreshLatest(parts, end)).toBe(1)
  expect(readLatest(db).get('AQ-1')).toEqual({ ...newest, flags: { pm25: 3 } })
  expect(await refreshLatest(parts, end)).toBe(0)
  await series.close()
  db.close()
  await rm(dir, { recursive: true })
})
