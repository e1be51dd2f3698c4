import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCameraZones, type CameraZone } from '@city/domain/camera/cameraZones.ts'

/** The crossings at which the simulated cameras stand. */
export async function readZones(cityDir: string): Promise<CameraZone[]> {
  return [...parseCameraZones(await readFile(join(cityDir, 'cameras-zones.csv'), 'utf8'))]
}
