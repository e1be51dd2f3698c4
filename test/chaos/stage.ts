import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { eventually } from '../services/eventually.ts'
import { freePort } from '../services/freePort.ts'
import { startInfluxd, type Influxd } from '../services/influxd.ts'
import { keepAlive, type KeptAlive } from '../services/keptAlive.ts'
import { startMosquitto, type Mosquitto } from '../services/mosquitto.ts'
import { ingestEnv, ingestFlags } from '@city/ingest/nodeFlags.ts'
import { startTcpProxy, type TcpProxy } from '../services/tcpProxy.ts'
import { mountSmallDisk, type SmallDisk } from '../services/tmpfs.ts'
import { watchBrokerSaves, type BrokerSaves } from './brokerSaves.ts'
import { writeCity, type ChaosStation } from './city.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import { database, makeStoreRefuse } from './influxSeries.ts'
import type { Target } from './script.ts'

export const program = fileURLToPath(new URL('../../ingest/src/main.ts', import.meta.url))

/** Everything that runs in one trial. `outside`: mosquitto and influxd; absent where ingest has both embedded. */
export interface Stage {
  readonly ingest: KeptAlive
  readonly ingestUrl: string
  readonly dataDir: string
  readonly cityDir: string
  /** Where the stations publish. */
  readonly publishUrl: string
  readonly outside?: {
    influx: Influxd
    broker: Mosquitto
    saves: BrokerSaves
    deliveries: Deliveries
    lineToInflux: TcpProxy
  }
  readonly lineToBroker: TcpProxy
  /** Absent where nothing may be mounted. */
  readonly disk: SmallDisk | undefined
  readonly targets: readonly Target[]
  stop(): Promise<void>
}

export interface StageSettings {
  stations: readonly ChaosStation[]
  isEmbedded: boolean
  /** Size of the disk that DATA_DIR is on. */
  diskMegabytes: number
  /** Span that the plan's readings lie in, ms since 1970. */
  from: number
  to: number
}

/** Starts broker, store and ingest, a line that can be cut between each two, and waits until readings can be taken. */
export async function openStage(settings: StageSettings): Promise<Stage> {
  const scratch = await mkdtemp(join(tmpdir(), 'chaos-'))
  const disk = mountSmallDisk(settings.diskMegabytes)
  const dataDir = join(disk?.dir ?? scratch, 'data')
  const cityDir = join(scratch, 'city')
  await mkdir(dataDir)
  await writeCity(cityDir, settings.stations)
  const [httpPort, mqttPort] = [await freePort(), await freePort()]
  const outside = settings.isEmbedded ? undefined : await startOutside(settings.from, settings.to)
  const lineToBroker = await startTcpProxy(outside?.broker.port ?? mqttPort, outside?.deliveries.observe)
  const lineUrl = `mqtt://127.0.0.1:${lineToBroker.port}`
  const ingestUrl = `http://127.0.0.1:${httpPort}`
  const ingest = keepAlive(process.execPath, [...ingestFlags, program], {
    ...ingestEnv,
    INGEST_PORT: String(httpPort),
    MQTT_PORT: String(mqttPort),
    DATA_DIR: dataDir,
    CITY_DIR: cityDir,
    DEMO: '0',
    LOG_LEVEL: 'warn',
    ...(outside && {
      MQTT_URL: lineUrl,
      INFLUX_URL: `http://127.0.0.1:${outside.lineToInflux.port}`,
      INFLUX_DATABASE: database,
    }),
  })
  const stage: Stage = {
    ingest,
    ingestUrl,
    dataDir,
    cityDir,
    publishUrl: outside ? outside.broker.url : lineUrl,
    ...(outside && { outside }),
    lineToBroker,
    disk,
    targets: [
      'ingest',
      'line to broker',
      ...(outside ? (['influxd', 'mosquitto', 'line to influxd'] as const) : []),
      ...(disk ? (['disk'] as const) : []),
    ],
    async stop() {
      await ingest.stop()
      await lineToBroker.stop()
      if (outside) {
        outside.saves.stop()
        await outside.lineToInflux.stop()
        await Promise.all([outside.broker.stop(), outside.influx.stop()])
      }
      disk?.stop()
      await rm(scratch, { recursive: true, force: true })
    },
  }
  try {
    const isReady = async () => (await fetch(`${ingestUrl}/readyz`, { signal: AbortSignal.timeout(1000) })).ok
    await eventually(isReady, { withinMs: 30_000, what: 'readiness of ingest' })
    // The broker must know ingest's session from its disk before it may be killed.
    if (outside) await savedTwiceFrom(outside.saves, outside.saves.count())
  } catch (error) {
    const said = ingest.output()
    await stage.stop()
    throw new Error(`the stage did not open\n${said}`, { cause: error })
  }
  return stage
}

async function startOutside(from: number, to: number): Promise<NonNullable<Stage['outside']>> {
  const broker = await startMosquitto({
    maxInflight: 20_000,
    maxQueued: 0,
    lines: ['max_queued_bytes 0'],
  })
  const influx = await startInfluxd()
  await makeStoreRefuse(influx.url, from, to)
  return {
    broker,
    influx,
    saves: watchBrokerSaves(broker.savedFile),
    deliveries: createDeliveries(),
    lineToInflux: await startTcpProxy(influx.port),
  }
}

/** What happened before the call is on the broker's disk when this resolves: the second save began after the first ended. */
export function savedTwiceFrom(saves: BrokerSaves, since: number): Promise<unknown> {
  return eventually(() => saves.count() >= since + 2, {
    withinMs: 60_000,
    everyMs: 50,
    what: 'two saves of mosquitto',
  })
}
