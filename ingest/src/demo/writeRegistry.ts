import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openProfile } from '@city/store/profile/openProfile.ts'
import { endOnStartFault, opening } from '@city/store/settings/startFault.ts'
import { lockDataDir } from '@city/store/state/dataDirLock.ts'
import { readDemoSettings } from './demoSettings.ts'
import { demoCameraRows, toCameraCsv } from './demoCameras.ts'
import { readZones } from './zones.ts'

/* Writes the simulated cameras' registry before ingest and server start, so that both know them. */

const settings = readDemoSettings(process.env)
const folder = join(settings.dataDir, 'demo')
// Another program on this DATA_DIR may be reading the registry that it wrote for itself.
const lock = await lockDataDir(settings.dataDir).catch(endOnStartFault)
await opening(folder, () => mkdir(folder, { recursive: true })).catch(endOnStartFault)
const { units } = await openProfile(settings.cityDir).catch(endOnStartFault)
const rows = demoCameraRows({
  zones: await readZones(settings.cityDir),
  port: settings.cameraPort,
  units: units.values(),
})
await writeFile(join(folder, 'cameras.csv'), toCameraCsv(rows))
lock.release()
