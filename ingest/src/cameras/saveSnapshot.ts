import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { snapshotFile } from '@city/domain/camera/snapshotFile.ts'

/** Puts a camera's newest still in the place of the one before, whole at every moment for whoever reads it.
 *  @returns false, and writes nothing, for an id that must not become a path; rejects when the disk does not take it */
export async function saveSnapshot(folder: string, camera: string, jpeg: Buffer): Promise<boolean> {
  const file = snapshotFile(camera)
  if (file === undefined) return false
  const path = join(folder, file)
  await mkdir(folder, { recursive: true })
  await writeFile(`${path}.tmp`, jpeg)
  await rename(`${path}.tmp`, path)
  return true
}
