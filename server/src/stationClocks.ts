import { readStationClocks, type StationClock } from '@city/store/state/stationClock.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'

/** Reads the clock estimates of all stations: some hundred rows. A state database that cannot be read costs nobody the
 *  list of stations: the estimates read before stand in, each with its own age. */
export function clocksOf(state: StateDb): () => ReadonlyMap<string, StationClock> {
  let known: ReadonlyMap<string, StationClock> = new Map()
  return () => {
    try {
      known = readStationClocks(state)
    } catch {
      // `/readyz` says that the state is away.
    }
    return known
  }
}
