import { flag, isFlag } from '@city/domain/quality/flag.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { flagField } from '@city/domain/series/measurements.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Station } from '@city/domain/station/station.ts'
import { latestReadingWriter, readLatest } from '@city/store/state/latest.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { Quality } from '../quality/createQuality.ts'

export interface RefreshParts {
  stations: ReadonlyMap<string, Station>
  series: Pick<SeriesStore, 'readRows'>
  db: StateDb
  quality: Pick<Quality, 'open'>
}

/** Gives the newest reading of each station, as screens show it, the flags that its stored values have now: limits may have
 *  changed since it arrived. One of the running hour is judged first; nobody settles that hour yet. Rejects with StoreAway.
 *  @param end start of the running hour; @returns how many readings have other flags than before */
export async function refreshLatest(
  { stations, series, db, quality }: RefreshParts,
  end: number,
): Promise<number> {
  const save = latestReadingWriter(db)
  let changed = 0
  for (const newest of readLatest(db).values()) {
    const station = stations.get(newest.station)
    if (!station) continue
    const span = { from: newest.time, to: newest.time + 1 }
    if (newest.time >= end) await quality.open().judge(station, span, (time) => time >= end)
    const parameters = Object.keys(newest.values)
    if (parameters.length === 0) continue
    const query = { measurement: station.domain, tags: { station: station.id }, ...span }
    const [row] = await series.readRows({
      ...query,
      fields: parameters.flatMap((one) => [one, flagField(one)]),
    })
    // Raw readings that were removed say nothing.
    if (!row) continue
    const flags: Reading['flags'] = { ...newest.flags }
    for (const parameter of parameters) {
      if (!(parameter in row.fields)) continue
      const stored = Number(row.fields[flagField(parameter)] ?? flag.good)
      if (stored !== flag.good && isFlag(stored)) flags[parameter] = stored
      else delete flags[parameter]
    }
    if (parameters.every((one) => flags[one] === newest.flags[one])) continue
    save({ ...newest, flags })
    changed++
  }
  return changed
}
