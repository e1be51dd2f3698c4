import { updateOfReading } from '@city/domain/live/landed.ts'
import type { ReadingUpdate } from '@city/domain/live/events.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { latestReadingWriter } from '@city/store/state/latest.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { createBlockedJob } from './blockedJob.ts'
import { createQuality } from './createQuality.ts'
import { createLiveQuality } from './liveQuality.ts'
import { withFlags } from './withFlags.ts'

export interface StartQualityParts {
  profile: Pick<CityProfile, 'stations' | 'quality'>
  series: Pick<SeriesStore, 'readRows' | 'readColumns' | 'write'>
  db: StateDb
  /** Newest reading of each station; gets the flags that are found. */
  latest: Map<string, Reading>
  publish: (updates: ReadingUpdate[]) => void
  /** Called when hours that have ended are marked as touched. */
  onTouched: () => void
  onError: (error: Error) => void
  now: () => number
}

/** Quality control of a running ingest: of hours as they are settled, of the running hour as it comes in, and of gauges day
 *  by day. */
export function startQuality({ profile, series, db, latest, publish, now, ...told }: StartQualityParts) {
  const { stations } = profile
  const saveLatest = latestReadingWriter(db)
  const quality = createQuality({
    ...{ stations, series, db, profile: profile.quality, onTouched: told.onTouched },
    onJudged(station, judged) {
      const newest = latest.get(station.id)
      const flagged = newest && withFlags(newest, judged)
      if (!flagged) return
      latest.set(station.id, flagged)
      saveLatest(flagged)
      publish([updateOfReading(flagged)])
    },
  })
  return {
    quality,
    live: createLiveQuality({ stations, quality, now, onError: told.onError }),
    blocked: createBlockedJob({ stations, series, db, profile: profile.quality, now, ...told }),
  }
}
