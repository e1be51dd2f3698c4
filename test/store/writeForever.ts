import { minuteMs } from './times.ts'
import { openEmbedded } from '@city/store/series/embedded.ts'

// Run as a process of its own: writes batches without end and names each on stdout once it is acknowledged.
const [path = '', first = '0'] = process.argv.slice(2)
const store = openEmbedded(path)
for (let batch = Number(first); ; batch += 1) {
  const points = Array.from({ length: 100 }, (_, station) => ({
    measurement: 'air',
    tags: { station: `s${station}` },
    time: batch * minuteMs,
    fields: { pm25: batch, pm10: station },
  }))
  await store.write(points)
  process.stdout.write(`${batch}\n`)
}
