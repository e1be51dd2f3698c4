import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import { signReach, type LakeReadings } from '@city/domain/water/signs.ts'
import type { SignSettings } from '@city/domain/water/waterSettings.ts'

/** Signs are judged on means of ten minutes: a station that reports every minute is no faster to alarm. */
const momentMs = 10 * 60_000
const momentParameters = ['do', 'temp', 'ph', 'do_sat']

/** What the signs of each water station rest on, by station id: usable values only (flags 1 and 2).
 *  @param now ms since 1970 UTC; rejects with StoreAway */
export async function readLake(
  series: Pick<SeriesStore, 'readWindows'>,
  now: number,
  settings: SignSettings,
): Promise<Map<string, LakeReadings>> {
  const reach = signReach(settings)
  const query = { measurement: 'water', to: now + 1 }
  const floor = (time: number, stepMs: number) => time - (time % stepMs)
  const [moments, hours] = await Promise.all([
    series.readWindows({
      ...{ ...query, fields: momentParameters, everyMs: momentMs },
      from: floor(now - reach.momentsMs, momentMs),
    }),
    series.readWindows({
      ...{ ...query, fields: ['chla'], everyMs: hourMs },
      from: floor(now - reach.chlaMs, hourMs),
    }),
  ])
  const byStation = new Map<
    string,
    { moments: LakeReadings['moments'][number][]; chlaHours: LakeReadings['chlaHours'][number][] }
  >()
  const of = (station: string) => {
    const known = byStation.get(station) ?? { moments: [], chlaHours: [] }
    byStation.set(station, known)
    return known
  }
  for (const { tags, time, stats } of moments) {
    const values = Object.fromEntries(Object.entries(stats).map(([id, { mean }]) => [id, mean]))
    of(tags.station ?? '').moments.push({ time, values })
  }
  for (const { tags, time, stats } of hours)
    if (stats.chla) of(tags.station ?? '').chlaHours.push({ time, value: stats.chla.mean })
  return byStation
}
