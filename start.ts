import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseEnv } from 'node:util'
import { ingestEnv, ingestFlags } from './ingest/src/nodeFlags.ts'
import { cannotStart, endOnStartFault, opening } from './store/src/settings/startFault.ts'

/* `npm start`: the whole city on one command. Starts ingest (with the embedded broker and store unless told otherwise),
 * the server with the web app, and, in demo mode, the simulator, each a process of its own, as in docker-compose. */

const root = import.meta.dirname
const env: NodeJS.ProcessEnv = { ...readDotEnv(join(root, '.env')), ...process.env }
const dataDir = env.DATA_DIR || join(root, 'data')
const embedded = !env.MQTT_URL && !env.INFLUX_URL
const demo = env.DEMO ? ['1', 'true', 'yes', 'on'].includes(env.DEMO.toLowerCase()) : embedded
env.DATA_DIR = dataDir
env.CITY_DIR ||= join(root, 'domain', 'hanoi')
env.WEB_DIR ||= join(root, 'web', 'dist')
env.DEMO = demo ? '1' : '0'
env.LOG_LEVEL ||= 'warn'
const keyPath = join(dataDir, 'demo', 'key')
const demoKey = demo ? await opening(keyPath, () => keyOf(keyPath)).catch(endOnStartFault) : undefined
if (demoKey) {
  env.INGEST_KEYS = [env.INGEST_KEYS, demoKey].filter(Boolean).join(',')
  env.DEMO_KEY = demoKey
}

const quiet = '--disable-warning=ExperimentalWarning'
const restartMs = { least: 500, most: 15_000 }
/** Each program ends within 3 s of its own accord; they go in two rounds, and a busy machine gets some more. */
const stopLimitMs = 12_000
const children = new Map<string, ChildProcess>()
/** What only prepares: nothing is lost when it is killed. */
const preparing = new Set<ChildProcess>()
let stopping = false

// A port that somebody asked for is taken or the start fails; a default gives way to who is there already.
env.MQTT_PORT ||= String(await freeFrom(1883))
env.HTTP_PORT ||= String(await freeFrom(8080))
env.INGEST_PORT ||= String(await freeFrom(8081))
env.DEMO_CAMERA_PORT ||= String(await freeFrom(8082))
const port = env.HTTP_PORT

say(`Hanoi city dashboard ${demo ? '(simulated data)' : ''}`)
say(`  broker  ${env.MQTT_URL ? hostOf(env.MQTT_URL) : `embedded MQTT on port ${env.MQTT_PORT}`}`)
say(`  store   ${env.INFLUX_URL ? `InfluxDB at ${hostOf(env.INFLUX_URL)}` : `embedded, in ${dataDir}`}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stopAll())
// `npm start` runs this in a shell. SIGTERM to npm ends that shell, which hands nothing on: it is missed then.
const starter = process.ppid
if (env.npm_lifecycle_event === 'start')
  setInterval(() => {
    if (process.ppid !== starter) void stopAll()
  }, 500).unref()

const built = buildWeb()
if (demo) await once('demo cameras', 'ingest/src/demo/writeRegistry.ts')
if (demo) run('demo', 'ingest/src/demo/main.ts')
run('ingest', 'ingest/src/main.ts', ingestFlags)
await built
run('server', 'server/src/main.ts')
if (!stopping) await announce()

/** Runs a program and, when it dies, runs it again after a growing wait: a night on duty must not end with one crash. */
function run(name: string, file: string, flags: readonly string[] = [quiet], wait = restartMs.least): void {
  if (stopping) return
  const startedAt = Date.now()
  const child = spawn(process.execPath, [...flags, join(root, file)], {
    env: { ...ingestEnv, ...env },
    // The channel tells the child when this process is gone, however it went: nothing is left running behind.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  createInterface({ input: child.stdout! }).on('line', (line) => say(readable(name, line)))
  children.set(name, child)
  child.on('exit', (code, signal) => {
    children.delete(name)
    if (stopping) return
    if (code === cannotStart) return void stopAll(cannotStart)
    const steady = Date.now() - startedAt > 60_000
    const next = steady ? restartMs.least : Math.min(restartMs.most, wait * 2)
    say(`  ${name} stopped (${signal ?? `code ${code}`}), starting it again in ${(next / 1000).toFixed(1)} s`)
    setTimeout(() => run(name, file, flags, next), next)
  })
}

async function once(what: string, file: string): Promise<void> {
  if (stopping) return
  const child = spawn(process.execPath, [quiet, join(root, file)], { env, stdio: 'inherit', detached: true })
  const code = await ended(child)
  if (stopping) return
  if (code === cannotStart) return stopAll(cannotStart)
  if (code !== 0) say(`  ${what}: could not be prepared (code ${code})`)
}

async function stopAll(exitCode = 0): Promise<void> {
  if (stopping) return
  stopping = true
  if (exitCode === 0) say('\nstopping: landing what was taken …')
  setTimeout(() => {
    for (const child of children.values()) child.kill('SIGKILL')
    process.exit(1)
  }, stopLimitMs).unref()
  for (const child of preparing) killGroup(child)
  // Ingest last: what the others have just handed over is landed.
  await Promise.all(['demo', 'server'].map(stopChild))
  await stopChild('ingest')
  if (exitCode === 0) say('stopped; everything received is kept')
  process.exit(exitCode)
}

async function stopChild(name: string): Promise<void> {
  const child = children.get(name)
  if (!child) return
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
}

/** Exit code of a child that prepares something; it is killed when everything stops. */
async function ended(child: ChildProcess): Promise<unknown> {
  preparing.add(child)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  preparing.delete(child)
  return code
}

/** A child with its own children: npm does not hand a signal on. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}

/** Builds the web app when a source is newer than what is built. */
async function buildWeb(): Promise<void> {
  const index = join(root, 'web', 'dist', 'index.html')
  const sources = globSync('{web/{src,index.html,vite.config.ts,public},domain/src}/**', { cwd: root })
  const newest = Math.max(...sources.map((file) => statSync(join(root, file)).mtimeMs))
  if (existsSync(index) && statSync(index).mtimeMs >= newest) return
  say('  web     building …')
  const child = spawn('npm', ['run', 'build', '--silent'], {
    cwd: root,
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  })
  const code = await ended(child)
  if (code !== 0 && !stopping) say('  web     build failed: the server runs without pages')
}

async function announce(): Promise<void> {
  const url = `http://127.0.0.1:${port}`
  const limit = Date.now() + 60_000
  while (!stopping && Date.now() < limit) {
    const answer = await fetch(`${url}/livez`).catch(() => undefined)
    if (answer?.ok) break
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  if (stopping) return
  say(`
  public map   ${url}/
  wall         ${url}/wall
  desk         ${url}/desk
  API          ${url}/api/docs

  ${demo ? 'Simulated: every station, camera and dossier; each screen says so. 90 days of history arrive in the background, newest first.\n  A few stations and cameras fail on purpose, as in any city.' : 'Real sources only; connect them as README.md says.'}
  Ctrl-C stops; a restart keeps everything.
`)
}

/** The first port from `wanted` on that nobody listens on and that this start has not given away. */
async function freeFrom(wanted: number): Promise<number> {
  const given = [env.MQTT_PORT, env.HTTP_PORT, env.INGEST_PORT, env.DEMO_CAMERA_PORT].map(Number)
  for (let candidate = wanted; candidate < wanted + 100; candidate++)
    if (!given.includes(candidate) && (await isFree(candidate))) return candidate
  return wanted
}

function isFree(candidate: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(candidate, () => probe.close(() => resolve(true)))
  })
}

function keyOf(path: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  mkdirSync(join(path, '..'), { recursive: true })
  const key = randomBytes(24).toString('base64url')
  writeFileSync(path, key, { mode: 0o600 })
  return key
}

function readDotEnv(path: string): NodeJS.ProcessEnv {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {}
}

/** A line of a child's structured log in words; the structure is for those who set LOG_LEVEL and collect it. */
function readable(name: string, line: string): string {
  try {
    const {
      level: _level,
      time: _time,
      room: _room,
      pid: _pid,
      hostname: _host,
      name: _name,
      msg,
      ...details
    } = JSON.parse(line)
    const rest = Object.entries(details).map(
      ([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
    )
    return `  ${name.padEnd(7)} ${[msg, ...rest].join(', ')}`
  } catch {
    return `  ${name.padEnd(7)} ${line}`
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
