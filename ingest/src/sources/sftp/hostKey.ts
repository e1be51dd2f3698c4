import { createHash } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { makeKey, publicKeyOf } from './ssh.ts'

/** The private key by which clients know this server again: made at the first start, kept in DATA_DIR for its owner's eyes. */
export function readHostKey(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const key = makeKey('city station files')
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, key, { mode: 0o600 })
  try {
    // Whole or not at all.
    linkSync(draft, path)
  } finally {
    rmSync(draft)
  }
  return key
}

/** SHA-256 fingerprint as `ssh` shows it. */
export function fingerprintOf(key: string): string {
  const digest = createHash('sha256').update(publicKeyOf(key)).digest('base64')
  return `SHA256:${digest.replace(/=+$/, '')}`
}
