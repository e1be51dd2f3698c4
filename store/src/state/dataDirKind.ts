import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartFault } from '../settings/startFault.ts'

/** Keeps simulated and real data apart for good: the first start marks a DATA_DIR as one or the other (file `kind`), and
 *  later starts must be of the same kind. Otherwise yesterday's exercise would stand on the wall as the city of today.
 *  @throws StartFault when the folder holds the other kind */
export function claimDataDir(dataDir: string, isSimulated: boolean): void {
  const mark = join(dataDir, 'kind')
  const kind = isSimulated ? 'simulated' : 'real'
  if (!existsSync(mark)) return writeFileSync(mark, `${kind}\n`)
  const found = readFileSync(mark, 'utf8').trim()
  if (found === kind) return
  const demo = isSimulated ? 'on' : 'off'
  throw new StartFault(
    `${dataDir} holds ${found} data and DEMO is ${demo}: set DATA_DIR to another folder, or move this one away`,
  )
}
