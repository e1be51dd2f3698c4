import { statfsSync } from 'node:fs'

/** Room that is left to others: with less the journal takes nothing more, so that it can still be emptied — taking a
 *  row out needs a little of the disk too. */
export const leastRoomBytes = 32 * 1024 * 1024

/** What is free on the disk of a folder, bytes. @throws Error when the folder cannot be looked at */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Not enough room on the disk. `errcode` is SQLite's for a full disk, which it is not quite yet. */
export class DiskFull extends Error {
  override name = 'DiskFull'
  readonly errcode = 13
}

/** @param least bytes that must be free
 *  @throws DiskFull when the disk of a folder has less */
export function assertRoom(folder: string, least = leastRoomBytes): void {
  const free = freeBytes(folder)
  if (free >= least) return
  const asMb = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`
  throw new DiskFull(`the disk of ${folder} has ${asMb(free)} left; ${asMb(least)} are needed`)
}
