import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  parseCameras,
  parseCityProfile,
  profileFiles,
  type CityProfile,
} from '@city/domain/profile/cityProfile.ts'

/** Reads the city profile from a folder (CITY_DIR). Only `city.yaml` is required: a city without lakes has no lake file.
 *  @param extraCameras a second camera list in the same format, added when the file exists (the simulator's cameras)
 *  @throws Error that names the file and the fault */
export async function readProfile(folder: string, extraCameras?: string): Promise<CityProfile> {
  const entries = await Promise.all(
    Object.entries(profileFiles).map(async ([key, file]) => {
      try {
        return [key, await readFile(join(folder, file), 'utf8')] as const
      } catch (cause) {
        const absent = (cause as NodeJS.ErrnoException).code === 'ENOENT'
        if (absent && key !== 'settings') return [key, ''] as const
        throw new Error(`city profile: cannot read ${join(folder, file)}`, { cause })
      }
    }),
  )
  const profile = parseCityProfile(Object.fromEntries(entries) as Record<keyof typeof profileFiles, string>)
  if (extraCameras && existsSync(extraCameras)) {
    const text = await readFile(extraCameras, 'utf8')
    for (const [id, camera] of parseCameras(extraCameras, text)) profile.cameras.set(id, camera)
  }
  return profile
}
