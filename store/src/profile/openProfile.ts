import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import { StartFault } from '../settings/startFault.ts'
import { readProfile } from './readProfile.ts'

/** The city profile for a program that starts; parameters as of `readProfile`.
 *  @throws StartFault that names the file, the fault and the setting */
export async function openProfile(folder: string, extraCameras?: string): Promise<CityProfile> {
  try {
    return await readProfile(folder, extraCameras)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new StartFault(`${said}: set CITY_DIR to the folder of a city profile with a readable city.yaml`, {
      cause: error,
    })
  }
}
