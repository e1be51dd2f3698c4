import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readProfile } from '@city/store/profile/readProfile.ts'
import { readDemoSettings } from './demoSettings.ts'
import { demoCameraRows, toCameraCsv } from './demoCameras.ts'
import { readZones } from './zones.ts'

/* Writes the simulated cameras' registry before ingest and server start, so that both know them. */

const settings = readDemoSettings(process.env)
const folder = join(settings.dataDir, 'demo')
await mkdir(folder, { recursive: true })
const { units } = await readProfile(settings.cityDir)
const rows = demoCameraRows({
  zones: await readZones(settings.cityDir),
  port: settings.cameraPort,
  units: units.values(),
})
await writeFile(join(folder, 'cameras.csv'), toCameraCsv(rows))
