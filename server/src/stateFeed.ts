import { toCameraItem } from '@city/domain/camera/cameraItem.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import type { ReadingUpdate } from '@city/domain/live/events.ts'
import { readHealth } from '@city/store/state/cameraHealth.ts'
import { readLatest, readLatestIndices } from '@city/store/state/latest.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readCityIndicators } from './cityIndicators.ts'
import { utc } from './http/cityTime.ts'
import type { Latest } from './latest.ts'

/** Takes everything newest that rests in the state database; what is known already changes nothing.
 *  @param now ms since 1970 UTC: the indicators are those of the month to date
 *  @throws Error when the database cannot be read */
export function takeState(db: StateDb, profile: CityProfile, latest: Latest, now: number): void {
  takeNewest(db, profile, latest)
  latest.take('indicators', readCityIndicators(db, profile, now))
}

/** Takes readings, indices and cameras: some hundred rows, cheap enough for every few seconds. The indicators judge every
 *  open dossier and are not. @throws Error when the database cannot be read */
export function takeNewest(db: StateDb, profile: CityProfile, latest: Latest): void {
  const readings = [...readLatest(db).values()].filter(({ station }) => profile.stations.has(station))
  latest.take('readings', readings.map(updateOf))
  const indices = [...readLatestIndices(db)].filter(([station]) => profile.stations.has(station))
  latest.take(
    'indices',
    indices.map(([station, index]) => ({ station, index })),
  )
  const health = readHealth(db)
  const cameras = [...profile.cameras.values()].map((camera) => toCameraItem(camera, health.get(camera.id)))
  latest.take('cameras', cameras)
}

function updateOf({ station, domain, time, values, flags }: Reading): ReadingUpdate {
  return { station, domain, latest: { time: utc(time), values, flags } }
}
