import { join } from 'node:path'
import { StoreAway, type SeriesStore } from '@city/domain/series/seriesStore.ts'
import { openSeries, type SeriesSettings } from '@city/store/series/openSeries.ts'
import { opening, StartFault } from '@city/store/settings/startFault.ts'
import { lazySeries } from './landing/lazySeries.ts'
import type { Logger } from './log.ts'

/** Opens the series store. An InfluxDB that is not up yet keeps nobody from starting: what arrives waits in the journal.
 *  @throws StartFault when the file of the embedded store cannot be used or a setting is wrong: no waiting helps */
export async function openSeriesPatiently(settings: SeriesSettings, log: Logger): Promise<SeriesStore> {
  if (!settings.influxUrl) return opening(join(settings.dataDir, 'series.sqlite'), () => openSeries(settings))
  try {
    return await openSeries(settings)
  } catch (error) {
    if (!(error instanceof StoreAway))
      throw new StartFault(error instanceof Error ? error.message : String(error), { cause: error })
    log.warn({ error: error.message }, 'InfluxDB does not answer yet; what arrives waits in the journal')
    return lazySeries(settings.version?.startsWith('2') ? 'influx2' : 'influx1', () => openSeries(settings))
  }
}
