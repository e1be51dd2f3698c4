import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Name of this installation's ingest, made once and kept in DATA_DIR: the broker knows its session by it. */
export function instanceId(dataDir: string): string {
  const path = join(dataDir, 'instance')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  mkdirSync(dataDir, { recursive: true })
  const id = randomUUID().slice(0, 8)
  writeFileSync(path, id)
  return id
}
