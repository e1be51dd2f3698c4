import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/* `npm start`: the whole city on one command. Starts ingest (with the embedded broker and store unless told otherwise),
 * the server with the web app, and, in demo mode, the simulator, each a process of its own, as in docker-compose. */

const root = import.meta.dirname
const env: NodeJS.ProcessEnv = { ...readDotEnv(join(root, '.env')), ...process.env }
const dataDir = env.DATA_DIR || join(root, 'data')
const embedded = !env.MQTT_URL && !env.INFLUX_URL
const demo = env.DEMO ? ['1', 'true', 'yes', 'on'].includes(env.DEMO.toLowerCase()) : embedded
const port = env.HTTP_PORT || '8080'
env.DATA_DIR = dataDir
env.CITY_DIR ||= join(root, 'domain', 'hanoi')
env.WEB_DIR ||= join(root, 'web', 'dist')
env.DEMO = demo ? '1' : '0'
env.LOG_LEVEL ||= 'warn'
const demoKey = demo ? keyOf(join(dataDir, 'demo', 'key')) : undefined
if (demoKey) {
  env.INGEST_KEYS = [env.INGEST_KEYS, demoKey].filter(Boolean).join(',')
  env.DEMO_KEY = demoKey
}

const restartMs = { least: 500, most: 15_000 }
const stopLimitMs = 12_000
const children = new Map<string, ChildProcess>()
let stopping = false

say(`Hanoi city dashboard ${demo ? '(simulated data)' : ''}`)
say(`  broker  ${env.MQTT_URL ? hostOf(env.MQTT_URL) : `embedded MQTT on port ${env.MQTT_PORT || 1883}`}`)
say(`  store   ${env.INFLUX_URL ? `InfluxDB at ${hostOf(env.INFLUX_URL)}` : `embedded, in ${dataDir}`}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stopAll())

const built = buildWeb()
if (demo) await once('demo cameras', 'ingest/src/demo/writeRegistry.ts')
run('ingest', 'ingest/src/main.ts')
await built
if (!stopping) run('server', 'server/src/main.ts')
if (demo && !stopping) run('demo', 'ingest/src/demo/main.ts')
if (!stopping) await announce()

/** Runs a program and, when it dies, runs it again after a growing wait: a night on duty must not end with one crash. */
function run(name: string, file: string, wait = restartMs.least): void {
  if (stopping) return
  const startedAt = Date.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, file)], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Ctrl-C reaches the whole terminal group; only this process answers it, so that the stop has an order.
    detached: true,
  })
  children.set(name, child)
  child.on('exit', (code, signal) => {
    children.delete(name)
    if (stopping) return
    const steady = Date.now() - startedAt > 60_000
    const next = steady ? restartMs.least : Math.min(restartMs.most, wait * 2)
    say(`  ${name} stopped (${signal ?? `code ${code}`}), starting it again in ${(next / 1000).toFixed(1)} s`)
    setTimeout(() => run(name, file, next), next)
  })
}

async function once(what: string, file: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, file)], { env, stdio: 'inherit' })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) say(`  ${what}: could not be prepared (code ${code})`)
}

async function stopAll(): Promise<void> {
  if (stopping) return
  stopping = true
  say('\nstopping: landing what was taken …')
  setTimeout(() => {
    for (const child of children.values()) child.kill('SIGKILL')
    process.exit(1)
  }, stopLimitMs).unref()
  for (const name of ['demo', 'server', 'ingest']) {
    const child = children.get(name)
    if (!child) continue
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  say('stopped; everything received is kept')
  process.exit(0)
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
  })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  if (code !== 0) say('  web     build failed: the server runs without pages')
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

  ${demo ? 'Simulated: every station, camera and dossier; each screen says so. 90 days of history arrive in the background, newest first.' : 'Real sources only; connect them as README.md says.'}
  Ctrl-C stops; a restart keeps everything.
`)
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

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
