import { createHash } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import ssh2 from 'ssh2'

/** The private key by which clients know this server again: made at the first start, kept in DATA_DIR for its owner's eyes. */
export function readHostKey(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const { private: key } = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'city station files' })
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
  const parsed = ssh2.utils.parseKey(key)
  if (parsed instanceof Error) throw parsed
  const [one] = [parsed].flat()
  const blob = one!.getPublicSSH()
  return `SHA256:${sha256(blob)}`
}

function sha256(blob: Buffer): string {
  return createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')
}
