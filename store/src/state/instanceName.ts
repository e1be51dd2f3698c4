import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Name of the ingest that writes in this DATA_DIR; undefined when none with a broker of its own has been there. */
export function instanceName(dataDir: string): string | undefined {
  const path = join(dataDir, 'instance')
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}
