import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StoreAway } from '@city/domain/series/seriesStore.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { readColumns } from '@city/store/series/readColumns.ts'
import { PatientSeries } from './patientSeries.ts'

test('a store that could not be opened yet is away; once it is, it answers by columns as it can', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'patient-'))
  const store = await openSeries({ dataDir })
  const series = new PatientSeries(async () => store)
  const query = { measurement: 'air', tags: { station: 'a' }, from: 0, to: 10, fields: ['pm25'] }
  await expect(readColumns(series, query)).rejects.toThrow(StoreAway)
  await series.ping()
  await store.write([{ measurement: 'air', tags: { station: 'a' }, time: 1, fields: { pm25: 3 } }])
  expect(await series.readColumns?.(query)).toMatchObject([
    { times: Float64Array.of(1), values: [Float64Array.of(3)] },
  ])
  await series.close()
  await rm(dataDir, { recursive: true })
})
