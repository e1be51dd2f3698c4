import { statSync } from 'node:fs'

export interface BrokerSaves {
  /** When the last save began at the earliest, ms since 1970: what was acknowledged before then is on disk. Call when the
   *  broker is dead. 0: nothing is known to be on disk. */
  safeBefore(): number
  /** Saves that were completed so far. */
  count(): number
  stop(): void
}

/** mtime is taken from a clock that ticks, and our own reading of the time is later than the acknowledgement. */
const marginMs = 100
const pollMs = 100

/** Watches when mosquitto writes its sessions and queues to disk. What it acknowledged after that is lost by kill -9, and
 *  no subscriber can do anything about it: the harness sends it again. A save is written beside the file and put in its
 *  place, so the time of the file is the end of a save; it began after the end of the one before. */
export function watchBrokerSaves(file: string): BrokerSaves {
  const ends: number[] = []
  let saves = 0
  const look = (): void => {
    const end = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (end === undefined || end === ends.at(-1)) return
    ends.push(end)
    saves++
    if (ends.length > 2) ends.shift()
  }
  const polling = setInterval(look, pollMs)
  return {
    safeBefore() {
      look()
      return ends.length < 2 ? 0 : ends[0]! - marginMs
    },
    count: () => saves,
    stop: () => clearInterval(polling),
  }
}
