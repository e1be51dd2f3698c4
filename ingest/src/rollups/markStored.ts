import { setImmediate } from 'node:timers/promises'
import { rolledUpParameters } from '@city/domain/series/rollups.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { domains, type Station } from '@city/domain/station/station.ts'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { readRollupMark, saveRollupMark } from '@city/store/state/rollupMarks.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { touchRange } from '@city/store/state/touchedHours.ts'

/** Marks every reading that was stored before there were rollups as touched, once: from the first one of each station
 *  to the running hour. Rejects with StoreAway; nothing is remembered then and the next call begins anew.
 *  @returns station-days marked; 0 when it was done before */
export async function markStored(
  series: Pick<SeriesStore, 'readRows'>,
  db: StateDb,
  stations: ReadonlyMap<string, Station>,
  now: number,
): Promise<number> {
  if (readRollupMark(db, 'stored_marked')) return 0
  let days = 0
  for (const domain of domains) {
    const firsts = await series.readRows({
      ...{ measurement: domain, fields: rolledUpParameters(domain), limit: 1 },
      ...{ from: 0, to: now },
    })
    for (const { tags, time } of firsts) {
      const station = stations.get(tags['station'] ?? '')
      if (station?.domain !== domain) continue
      days += touchRange(db, station.id, time, hourStart(now) + hourMs)
      await setImmediate()
    }
  }
  saveRollupMark(db, 'stored_marked', 1)
  return days
}
