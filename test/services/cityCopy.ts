import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cityDir = fileURLToPath(new URL('../../domain/hanoi', import.meta.url))

/** A copy of the city profile in a folder of its own, with files added or replaced; for CITY_DIR. */
export async function copyCity(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'city-'))
  await cp(cityDir, folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}
