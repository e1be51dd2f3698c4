import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { topics } from '@city/domain/live/topics.ts'
import type { Station } from '@city/domain/station/station.ts'
import { openProfile } from '@city/store/profile/openProfile.ts'
import { onStop } from '@city/store/settings/onStop.ts'
import { endOnStartFault } from '@city/store/settings/startFault.ts'
import { connectPublisher } from '../sources/mqttClient.ts'
import { readDemoSettings } from './demoSettings.ts'
import { startDemoCameras } from './demoCameras.ts'
import { startDossiers } from './sendDossiers.ts'
import { sendHistory } from './history.ts'
import { payloadOf, reports, strangeMessages } from './mischief.ts'
import { postReading, untilAnswers } from './postJson.ts'
import { writeStationFile } from './stationFile.ts'
import { hash } from './weather/noise.ts'
import { observe } from './weather/observe.ts'
import { createRain } from './weather/storms.ts'
import { readZones } from './zones.ts'

/* The simulated city: speaks MQTT, HTTP, station files and camera streams to the front of ingest, as a real one does. */

// Everything here can be begun again: a stop waits for nobody, whatever is under way.
const stop = new AbortController()
onStop(() => {
  stop.abort()
  process.exit(0)
})

const settings = readDemoSettings(process.env)
const profile = await openProfile(settings.cityDir).catch(endOnStartFault)
const city = profile.settings.id
const stations = [...profile.stations.values()]
const startedAt = Date.now()
const rain = createRain(settings.weather, startedAt)
const inbox = join(settings.dataDir, 'inbox')
await mkdir(inbox, { recursive: true })
await mkdir(join(settings.dataDir, 'demo'), { recursive: true })

await startDemoCameras({
  port: settings.cameraPort,
  zones: await readZones(settings.cityDir),
  seed: 1,
  rainMmH: rain.intensity,
})
await untilAnswers(`${settings.ingestUrl}/livez`)

const mqtt = connectPublisher({ ...settings.mqtt, clientId: `demo-${process.pid}` })
void startDossiers({ ...settings, profile, signal: stop.signal })

/** Live readings come once a minute from every station, oftener than the registry's interval promises. */
const liveStepMs = 60_000
const fileStepMs = 300_000
const prefixOf = new Map(
  Object.entries(profile.settings.station_files).map(([prefix, station]) => [station, prefix]),
)

/** How a station reaches the city: files for those with a file prefix, HTTP for the gauges of the weather service. */
function wayOf({ id, owner }: Station): 'file' | 'http' | 'mqtt' {
  if (prefixOf.has(id)) return 'file'
  return owner.startsWith('Vietnam Meteorological') ? 'http' : 'mqtt'
}

async function sendLive(station: Station, time: number): Promise<void> {
  if (!reports(station, time, startedAt)) return
  const values = observe(station, time, rain)
  const way = wayOf(station)
  if (way === 'file') {
    if (time % fileStepMs === 0) await writeStationFile(inbox, prefixOf.get(station.id)!, time, values)
    return
  }
  const body = payloadOf(station, time, values, true)
  if (way === 'http') return postReading(settings, { station: station.id, ...body })
  await mqtt.publish(topics.stationData(city, station.domain, station.id), JSON.stringify(body))
}

// Every station has its own second of the minute, as clocks of real loggers have.
const secondOf = new Map(stations.map((station) => [station.id, Math.floor(hash(station.id, 'second') * 60)]))
let lastSecond = Math.floor(startedAt / 1000)
setInterval(() => {
  const now = Math.floor(Date.now() / 1000)
  for (let second = lastSecond + 1; second <= now; second++) {
    for (const station of stations) {
      if (secondOf.get(station.id) !== second % 60) continue
      const time = Math.floor((second * 1000) / liveStepMs) * liveStepMs
      sendLive(station, time).catch(() => undefined)
    }
    if (second % 600 === 0)
      for (const { topic, payload } of strangeMessages(second * 1000))
        void mqtt.publish(`${city}/v1/${topic}`, payload).catch(() => undefined)
  }
  lastSecond = now
}, 500)

// The first picture of the city must not wait a minute.
for (const station of stations) {
  const time = Math.floor(startedAt / liveStepMs) * liveStepMs
  sendLive(station, wayOf(station) === 'file' ? Math.floor(startedAt / fileStepMs) * fileStepMs : time).catch(
    () => undefined,
  )
}
void sendHistory({
  city,
  stations,
  rain,
  startedAt,
  progressFile: join(settings.dataDir, 'demo', 'history.json'),
  publish: mqtt.publish,
  signal: stop.signal,
}).then(
  () => writeFile(join(settings.dataDir, 'demo', 'history.done'), new Date().toISOString()),
  (error: unknown) => process.stderr.write(`demo: the history stopped: ${String(error)}\n`),
)
