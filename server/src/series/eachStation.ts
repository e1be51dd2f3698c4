import { setImmediate } from 'node:timers/promises'

/** Stations that are read side by side, so that a store behind a network is not waited for one by one. */
const sideBySide = 4

/** Does the same for each station, few at once, and lets others be answered in between. In the order of the stations;
 *  rejects as the first that fails, and then begins no other. */
export async function eachStation<Station, Result>(
  stations: readonly Station[],
  work: (station: Station) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const takeTurns = async (): Promise<void> => {
    while (next < stations.length) {
      const at = next++
      try {
        results[at] = await work(stations[at]!)
      } catch (error) {
        next = stations.length
        throw error
      }
      await setImmediate()
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, takeTurns))
  return results
}
