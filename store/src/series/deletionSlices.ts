const sliceMs = 7 * 86_400_000

/** How long one piece of a deletion may take, ms. */
export const deletionTimeoutMs = 60_000

/** Ends of the pieces in which InfluxDB removes what lies before `time`: a week each, the usual length of its shards, so
 *  that no single request has to remove years. None when nothing is older.
 *  @param oldest time of the oldest point, ms; Infinity when there is none */
export function deletionSlices(oldest: number, time: number): number[] {
  if (!(oldest < time)) return []
  const ends: number[] = []
  for (let end = oldest + sliceMs; end < time; end += sliceMs) ends.push(end)
  return [...ends, time]
}
