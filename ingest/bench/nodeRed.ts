import { execFile } from 'node:child_process'
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../test/services/freePort.ts'
import { startProcess, type RunningProcess } from '../../test/services/process.ts'
import type { Influxd } from '../../test/services/influxd.ts'
import type { Mosquitto } from '../../test/services/mosquitto.ts'

/** What the peer consists of, installed by the bench into a folder of its own outside the repository. */
const packages = { 'node-red': '5.0.7', 'node-red-contrib-influxdb': '0.7.0' } as const

export const nodeRedVersions = Object.entries(packages)
  .map(([name, version]) => `${name} ${version}`)
  .join(', ')

/** Folder with Node-RED and its InfluxDB nodes; kept in the temporary folder of the system for the next run.
 *  Rejects when npm cannot get them. */
export async function installNodeRed(): Promise<string> {
  const dir = join(tmpdir(), `city-bench-${Object.values(packages).join('-')}`)
  const mark = join(dir, 'complete')
  if (
    await access(mark).then(
      () => true,
      () => false,
    )
  )
    return dir
  await rm(dir, { recursive: true, force: true })
  await mkdir(dir, { recursive: true })
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`)
  const flags = ['--no-fund', '--no-audit', '--loglevel=error', '--no-save', '--prefix', dir]
  await promisify(execFile)('npm', ['install', ...flags, ...wanted], { cwd: dir, timeout: 180_000 })
  await writeFile(mark, '')
  return dir
}

/** `single`: `influxdb out` writes each message; `batch`: `join` gathers 1,000 (or what came within 1 s) and
 *  `influxdb batch` writes them at once. */
export type NodeRedKind = 'single' | 'batch'

/** Node-RED with one flow: subscription at QoS 1 that parses JSON, station and six values, InfluxDB. */
export async function startNodeRed(
  kind: NodeRedKind,
  parts: { installed: string; broker: Mosquitto; influx: Influxd; database: string; clientId: string },
): Promise<RunningProcess> {
  const userDir = await mkdtemp(join(tmpdir(), 'node-red-'))
  await writeFile(join(userDir, 'flows.json'), JSON.stringify(flowOf(kind, parts)))
  const settings = {
    uiHost: '127.0.0.1',
    uiPort: await freePort(),
    flowFile: 'flows.json',
    nodesDir: join(parts.installed, 'node_modules', 'node-red-contrib-influxdb'),
    httpAdminRoot: false,
    telemetry: { enabled: false },
    logging: { console: { level: 'info', metrics: false, audit: false } },
  }
  await writeFile(join(userDir, 'settings.js'), `module.exports = ${JSON.stringify(settings)}`)
  const running = await startProcess({
    command: process.execPath,
    args: [join(parts.installed, 'node_modules', 'node-red', 'red.js'), '--userDir', userDir],
    cwd: userDir,
    env: { NODE_OPTIONS: '' },
    isReady: (output) => output.includes('Connected to broker'),
    readyWithinMs: 60_000,
  })
  void running.ended.then(() => rm(userDir, { recursive: true, force: true }))
  return running
}

function flowOf(
  kind: NodeRedKind,
  { broker, influx, database, clientId }: Parameters<typeof startNodeRed>[1],
): object[] {
  const tab = { id: 'tab', type: 'tab', label: 'bench' }
  const mqtt = {
    id: 'broker',
    type: 'mqtt-broker',
    broker: '127.0.0.1',
    port: String(broker.port),
    clientid: clientId,
    autoConnect: true,
    protocolVersion: '5',
    keepalive: '60',
    cleansession: false,
    sessionExpiry: '86400',
  }
  const store = {
    id: 'store',
    type: 'influxdb',
    hostname: '127.0.0.1',
    port: String(influx.port),
    database,
    influxdbVersion: '1.x',
  }
  const subscription = {
    id: 'in',
    type: 'mqtt in',
    z: 'tab',
    topic: 'hanoi/v1/+/+/data',
    qos: '1',
    datatype: 'json',
    broker: 'broker',
    nl: false,
    rap: true,
    rh: 0,
    inputs: 0,
    wires: [['shape']],
  }
  const head = "const station = msg.topic.split('/')[3]\nconst { ts, values } = msg.payload\n"
  const shape = (body: string, next: string) => ({
    id: 'shape',
    type: 'function',
    z: 'tab',
    func: `${head}${body}\nreturn msg`,
    outputs: 1,
    timeout: 0,
    noerr: 0,
    initialize: '',
    finalize: '',
    libs: [],
    wires: [[next]],
  })
  const out = { z: 'tab', influxdb: 'store', precision: 'ms', retentionPolicy: '', wires: [] }
  if (kind === 'single')
    return [
      tab,
      mqtt,
      store,
      subscription,
      shape(
        "msg.measurement = 'air'\nmsg.payload = [{ ...values, time: Date.parse(ts) }, { station }]",
        'out',
      ),
      { ...out, id: 'out', type: 'influxdb out', measurement: 'air' },
    ]
  const gather = {
    id: 'gather',
    type: 'join',
    z: 'tab',
    mode: 'custom',
    build: 'array',
    property: 'payload',
    propertyType: 'msg',
    accumulate: false,
    timeout: '1',
    count: '1000',
    wires: [['out']],
  }
  return [
    tab,
    mqtt,
    store,
    subscription,
    shape(
      "msg.payload = { measurement: 'air', tags: { station }, fields: values, timestamp: Date.parse(ts) }",
      'gather',
    ),
    gather,
    { ...out, id: 'out', type: 'influxdb batch' },
  ]
}
