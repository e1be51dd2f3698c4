import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { isUnfinished, stationFileLimit } from '@city/domain/reading/stationFileText.ts'

/** What became of a look at a file: its bytes, too large to be read, to be looked at later, or gone. */
export type Look = { bytes: Buffer; size: number } | { size: number } | 'later' | 'gone'

/** A file that others write is read when nothing has changed for this long (environment.md 4.6 rule 1). */
export const quietMs = 5000
/** One that looks cut is believed to be whole after this long (environment.md 4.9 M12, M13: retry, then error). */
export const patienceMs = 60_000

/** Reads a file that waits. The clock of its change is the disk's: it cannot be set from outside as the time of
 *  modification can.
 *  @param isComplete the program itself has put it there whole */
export function readWaiting(path: string, isComplete: boolean, now: number): Look {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ELOOP') return 'gone'
    throw error
  }
  try {
    const { size, ctimeMs } = fstatSync(file)
    const age = Math.abs(now - ctimeMs)
    if (!isComplete && age < quietMs) return 'later'
    if (size > stationFileLimit.bytes) return { size }
    const bytes = Buffer.allocUnsafe(size)
    let length = 0
    while (length < size) {
      const read = readSync(file, bytes, length, size - length, length)
      if (read === 0) break
      length += read
    }
    const whole = bytes.subarray(0, length)
    return age < patienceMs && isUnfinished(whole) ? 'later' : { bytes: whole, size: length }
  } finally {
    closeSync(file)
  }
}
