/** One moment's value, or a mean of some minutes. `time`: ms since 1970 UTC. */
export interface Sample {
  time: number
  value: number
}

/** A stretch of samples that meet a condition, interrupted for no longer than a gap. */
export interface Spell {
  since: number
  /** Newest sample that meets the condition. */
  at: number
  /** Samples that meet it. */
  met: Sample[]
  /** The newest sample of all still meets it. */
  active: boolean
}

/** The newest spell; undefined when nothing meets the condition, or in fewer samples than `least`.
 *  @param samples in order of time */
export function newestSpell(
  samples: readonly Sample[],
  meets: (sample: Sample) => boolean,
  { gapMs, least }: { gapMs: number; least: number },
): Spell | undefined {
  const meeting = samples.filter(meets)
  const last = meeting.at(-1)
  if (!last) return undefined
  let first = meeting.length - 1
  while (first > 0 && meeting[first]!.time - meeting[first - 1]!.time <= gapMs) first--
  const met = meeting.slice(first)
  if (met.length < least) return undefined
  return { since: met[0]!.time, at: last.time, met, active: samples.at(-1)!.time === last.time }
}
