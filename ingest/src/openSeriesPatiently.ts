import { join } from 'node:path'
import { StoreAway, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import { openSeries, type SeriesSettings } from '@city/store/series/openSeries.ts'
import { opening, StartFault } from '@city/store/settings/startFault.ts'
import type { Logger } from './log.ts'

const waitMs = { least: 500, most: 10_000 }

/** Opens the series store, waiting for an InfluxDB that is not up yet; says so once.
 *  @throws StartFault when the file of the embedded store cannot be used or a setting is wrong: no waiting helps */
export async function openSeriesPatiently(settings: SeriesSettings, log: Logger): Promise<SeriesStore> {
  if (!settings.influxUrl) return opening(join(settings.dataDir, 'series.sqlite'), () => openSeries(settings))
  for (let wait = waitMs.least; ; wait = Math.min(waitMs.most, wait * 2)) {
    try {
      return await openSeries(settings)
    } catch (error) {
      if (!(error instanceof StoreAway))
        throw new StartFault(error instanceof Error ? error.message : String(error), { cause: error })
      if (wait === waitMs.least)
        log.warn({ error: error.message }, 'InfluxDB does not answer yet, waiting for it')
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}
