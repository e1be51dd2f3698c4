import { join } from 'node:path'
import mqtt from 'mqtt'
import { expect, test } from 'vitest'
import { openEmbedded } from '@city/store/series/embedded.ts'
import { eventually } from '../services/eventually.ts'
import { startIngestProgram } from '../services/ingest.ts'
import { mountSmallDisk } from '../services/tmpfs.ts'

const disk = mountSmallDisk(64)
if (!disk) console.warn('left out, the full disk: this user may not mount a file system')

const count = 20_000
const station = 'AQ-01'

test.skipIf(!disk)(
  'on a full disk ingest stops to acknowledge and says so; with room again nothing is missing',
  async () => {
    const dataDir = join(disk!.dir, 'data')
    const ingest = await startIngestProgram({ DATA_DIR: dataDir })
    const readiness = () => fetch(`${ingest.httpUrl}/readyz`)
    const start = Date.now() - 3_600_000
    const client = await mqtt.connectAsync(ingest.mqttUrl, { reconnectPeriod: 100 })
    client.on('error', () => undefined)
    let acknowledged = 0
    disk!.fill()
    const sent = Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const body = JSON.stringify({ ts: start + index, values: { pm25: index % 100, pm10: index % 90 } })
        await client.publishAsync(`hanoi/v1/air/${station}/data`, body, { qos: 1 })
        acknowledged++
      }),
    )
    await eventually(async () => (await readiness()).status === 503, { what: 'a fault in /readyz' })
    expect(acknowledged).toBeLessThan(count)
    disk!.free()
    await sent
    expect(acknowledged).toBe(count)
    await eventually(async () => (await readiness()).ok, { what: 'readiness' })
    const series = openEmbedded(join(dataDir, 'series.sqlite'), { readOnly: true })
    const rows = await series.readRows({
      measurement: 'air',
      tags: { station },
      from: start,
      to: start + count,
      fields: ['pm25', 'pm10'],
    })
    await series.close()
    expect(rows.map(({ time, fields }) => [time - start, fields])).toEqual(
      Array.from({ length: count }, (_, index) => [index, { pm25: index % 100, pm10: index % 90 }]),
    )
    await client.endAsync(true)
    await ingest.stop()
    disk!.stop()
  },
  120_000,
)
