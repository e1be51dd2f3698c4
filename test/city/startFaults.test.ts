import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startIngestProgram } from '../services/ingest.ts'

/* What no waiting and no restart cures is said in one sentence, with exit code 2, by every program. */

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const cityDir = fileOf('domain/hanoi')
const programs = { ingest: fileOf('ingest/src/main.ts'), server: fileOf('server/src/main.ts') }
const names = ['ingest', 'server'] as const
let dataDir: string

beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'fault-'))))
afterEach(async () => {
  await chmod(dataDir, 0o700).catch(() => undefined)
  await rm(dataDir, { recursive: true, force: true })
})

async function run(program: string, more: Record<string, string> = {}) {
  const env = { ...process.env, DATA_DIR: dataDir, CITY_DIR: cityDir, LOG_LEVEL: 'warn' }
  const ports = { HTTP_PORT: '0', INGEST_PORT: '0', MQTT_PORT: '0', DEMO: '0' }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { ...env, ...ports, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()))
  child.stdout.resume()
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 20_000)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(tooLong)
  return { code, errors }
}

/** One line, no stack trace. */
const sentence = (...parts: string[]) => ({
  code: 2,
  errors: expect.stringMatching(new RegExp(`^[^\\n]*${parts.join('[^\\n]*')}[^\\n]*\\n$`)) as string,
})

for (const name of names) {
  for (const file of ['series.sqlite', 'state.sqlite'])
    test(`${name}: a corrupt ${file} is named, not waited for`, async () => {
      await writeFile(join(dataDir, file), 'this is no database at all. '.repeat(400))
      expect(await run(programs[name])).toEqual(sentence(join(dataDir, file), 'damaged', 'move it away'))
    })

  test(`${name}: a DATA_DIR that is a file is named`, async () => {
    const file = join(dataDir, 'file')
    await writeFile(file, '')
    expect(await run(programs[name], { DATA_DIR: file })).toEqual(sentence(file, 'set DATA_DIR to a folder'))
  })

  // Root may write everywhere, so there is nothing to refuse.
  if (process.getuid?.() === 0) console.warn(`left out for ${name}: a folder that root cannot write`)
  test.runIf(process.getuid?.() !== 0)(`${name}: a DATA_DIR that cannot be written is named`, async () => {
    await chmod(dataDir, 0o500)
    expect(await run(programs[name])).toEqual(sentence(dataDir, 'the right to write in DATA_DIR'))
  })

  test(`${name}: a CITY_DIR that is missing is named`, async () => {
    const folder = join(dataDir, 'nowhere')
    expect(await run(programs[name], { CITY_DIR: folder })).toEqual(sentence(folder, 'set CITY_DIR'))
  })
}

test('npm start ends with the same sentence', async () => {
  const folder = join(dataDir, 'nowhere')
  const { code, errors } = await run(fileOf('start.ts'), { CITY_DIR: folder, DEMO: '1' })
  expect(code).toBe(2)
  expect(errors).toContain(`cannot read ${join(folder, 'city.yaml')}: set CITY_DIR`)
  expect(errors).not.toMatch(/\n\s+at /)
})

test('a second program on one DATA_DIR refuses, names folder and process, and touches nothing; kill -9 frees it', async () => {
  const first = await startIngestProgram()
  try {
    const demo = join(first.dataDir, 'demo')
    await mkdir(demo)
    const env = { DATA_DIR: first.dataDir }
    const refusal = sentence(first.dataDir, 'in use by process', String(first.pid), 'DATA_DIR')
    expect(await run(programs.ingest, env)).toEqual(refusal)
    await writeFile(join(demo, 'cameras.csv'), 'of the first')
    const second = await run(fileOf('start.ts'), { ...env, DEMO: '1' })
    expect(second.code).toBe(2)
    expect(second.errors).toContain(`in use by process ${first.pid}`)
    expect(await readFile(join(demo, 'cameras.csv'), 'utf8')).toBe('of the first')
    await rm(join(demo, 'cameras.csv'))
    await first.kill()
    await first.restart()
    expect((await fetch(`${first.httpUrl}/livez`)).ok).toBe(true)
  } finally {
    await first.stop()
  }
})
