import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { instanceName } from '@city/store/state/instanceName.ts'

/** Name of this installation's ingest, made once and kept in DATA_DIR: the broker knows its session by it. */
export function instanceId(dataDir: string): string {
  const known = instanceName(dataDir)
  if (known) return known
  mkdirSync(dataDir, { recursive: true })
  const id = randomUUID().slice(0, 8)
  writeFileSync(join(dataDir, 'instance'), id)
  return id
}
