import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  readonly dir: string
  /** Fills it to the last byte with one file. */
  fill(): void
  /** Takes that file away. */
  free(): void
  /** Unmounts it; what was on it is gone. */
  stop(): void
}

/** A file system in memory of `megabytes`, mounted at a new folder; undefined where this user may not mount. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', dir], {
      stdio: 'ignore',
    })
  } catch {
    rmSync(dir, { recursive: true })
    return undefined
  }
  const ballast = join(dir, 'ballast')
  const unmount = (): void => {
    // Lazily: a program that was just killed may still be letting go of its files.
    execFileSync('umount', ['--lazy', dir], { stdio: 'ignore' })
    rmSync(dir, { recursive: true, force: true })
  }
  process.once('exit', unmount)
  return {
    dir,
    fill() {
      const file = openSync(ballast, 'a')
      for (const size of [1 << 20, 1 << 12]) writeUntilFull(file, Buffer.alloc(size))
      closeSync(file)
    },
    free: () => rmSync(ballast, { force: true }),
    stop() {
      process.off('exit', unmount)
      unmount()
    },
  }
}

function writeUntilFull(file: number, part: Buffer): void {
  try {
    while (writeSync(file, part) === part.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
