/** The server's clock as seen from here. Samples are times that the server wrote into its answers; every answer is
 *  late by its way here, so the largest offset in the window is the best. Rests on a steady local clock
 *  (performance.now), so that a changed wall clock of this machine moves nothing. */
export interface ServerClock {
  /** Takes the server's time (ms since 1970 UTC) from an answer that has just arrived. */
  observe(serverMs: number): void
  /** ms since 1970 UTC on the server's clock; this machine's own time until the first sample. */
  now(): number
}

interface LocalClocks {
  steady(): number
  wall(): number
}

const pageClocks: LocalClocks = { steady: () => performance.now(), wall: () => Date.now() }

/** @param windowMs how long a sample counts, ms (10 min: network delays vary within seconds, clocks drift over hours) */
export function createServerClock(clocks: LocalClocks = pageClocks, windowMs = 600_000): ServerClock {
  let samples: { at: number; offset: number }[] = []
  return {
    observe(serverMs) {
      if (!Number.isFinite(serverMs)) return
      const at = clocks.steady()
      const offset = serverMs - at
      // Only samples that a later, larger one does not already beat can ever become the best.
      samples = samples.filter((one) => at - one.at <= windowMs && one.offset > offset)
      samples.push({ at, offset })
    },
    now() {
      const best = samples[0]
      return best ? clocks.steady() + best.offset : clocks.wall()
    },
  }
}
