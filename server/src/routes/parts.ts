import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import type { Dependencies } from '../dependencies.ts'
import type { Latest } from '../latest.ts'
import type { Metrics } from '../metrics.ts'
import type { Peers } from '../peers/peers.ts'
import type { Settings } from '../settings.ts'

/** What routes may use. `clock`: ms since 1970 UTC. */
export interface RouteParts {
  settings: Settings
  profile: CityProfile
  series: Pick<SeriesStore, 'readRows' | 'readWindows'>
  state: StateDb
  latest: Latest
  dependencies: Dependencies
  metrics: Metrics
  /** The ingest processes besides the one in whose DATA_DIR `state` is, and that one: its name and where it is. */
  peers: Peers
  self: () => { name: string | null; url: string }
  clock: () => number
  /** Map files of the profile that may be fetched, by name. */
  mapFiles: ReadonlySet<string>
}
