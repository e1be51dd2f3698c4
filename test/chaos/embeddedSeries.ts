import { join } from 'node:path'
import { measurements } from '@city/domain/series/measurements.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'
import type { ChaosStation } from './city.ts'
import type { Fields, Series } from './influxSeries.ts'

/** Everything that the embedded store holds of one station. */
export async function readEmbeddedSeries(dataDir: string, { id, domain }: ChaosStation): Promise<Series> {
  const store = openEmbedded(join(dataDir, 'series.sqlite'), { readOnly: true })
  try {
    const fields = Object.keys(measurements[domain]?.fields ?? {})
    const rows = await store.readRows({
      measurement: domain,
      tags: { station: id },
      from: 0,
      to: Number.MAX_SAFE_INTEGER,
      fields,
    })
    return new Map(rows.map((row) => [row.time, row.fields as Fields]))
  } finally {
    await store.close()
  }
}
