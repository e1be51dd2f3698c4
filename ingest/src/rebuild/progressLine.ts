/** How far work has come, in words: done of all, rate, time that remains at that rate.
 *  @param elapsedMs time since the work began */
export function progressText(done: number, all: number, elapsedMs: number): string {
  const share = all === 0 ? 100 : Math.floor((100 * done) / all)
  const rate = elapsedMs > 0 ? (1000 * done) / elapsedMs : 0
  const remaining = done >= all ? 'done' : rate > 0 ? `${durationText((all - done) / rate)} left` : 'waiting'
  return `${done}/${all} station-days (${share} %), ${rate.toFixed(rate < 10 ? 1 : 0)}/s, ${remaining}`
}

function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}

/** Shows progress on one line that is drawn over; where nobody looks at it (a file, a pipe) now and then as a new line. */
export function createProgressLine(out: NodeJS.WriteStream, now: () => number) {
  const begun = now()
  const everyMs = out.isTTY ? 200 : 5000
  let last = -Infinity
  return {
    show(done: number, all: number, isLast = false): void {
      if (!isLast && now() - last < everyMs) return
      last = now()
      const text = progressText(done, all, now() - begun)
      out.write(out.isTTY ? `\r\x1b[K${text}${isLast ? '\n' : ''}` : `${text}\n`)
    },
  }
}
