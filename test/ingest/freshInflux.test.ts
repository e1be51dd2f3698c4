import { expect, test } from 'vitest'
import { influxd, startInfluxd } from '../services/influxd.ts'
import { startIngestProgram } from '../services/ingest.ts'
import { describeWith } from '../services/requireServices.ts'

describeWith(influxd)('a fresh InfluxDB 1.x', () => {
  test('ingest is ready on it before anything was written, and says no fault', async () => {
    const influx = await startInfluxd()
    const ingest = await startIngestProgram({ INFLUX_URL: influx.url })
    try {
      const databases = await fetch(`${influx.url}/query?q=${encodeURIComponent('SHOW DATABASES')}`)
      expect(await databases.text()).toContain('"city"')
      const ready = await fetch(`${ingest.httpUrl}/readyz`)
      expect(await ready.json()).toEqual({ status: 'ready', faults: [], delays: [] })
      expect(ingest.output()).not.toContain('does not take points')
    } finally {
      await ingest.stop()
      await influx.stop()
    }
  })
})
