const settlingMs = 15 * 60_000

/** The change of a published index that is news: one made later than 15 minutes after its hour (or day) had ended. Until
 *  then the last readings are still coming in, and the index settles.
 *  @param time start of the hour or day, RFC 3339
 *  @param lengthMs length of the hour or day, ms */
export function lateChange<Change extends { at: string }>(
  { time, revised }: { time: string; revised?: Change | null | undefined },
  lengthMs: number,
): Change | null {
  if (!revised) return null
  return Date.parse(revised.at) > Date.parse(time) + lengthMs + settlingMs ? revised : null
}
