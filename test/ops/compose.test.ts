import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = join(import.meta.dirname, '../..')
const composeText = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
const example = parseEnv(readFileSync(join(root, '.env.example'), 'utf8'))
const compose: unknown = parse(composeText, { merge: true })

const service = z.object({
  image: z.string(),
  build: z.object({ target: z.string() }).optional(),
  user: z.string().optional(),
  restart: z.string(),
  profiles: z.array(z.string()).default([]),
  healthcheck: z.object({ test: z.array(z.string()), start_period: z.string() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  command: z.array(z.string()).optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
})
const { services, volumes } = z
  .object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) })
  .parse(compose)

/** Ends by itself and is waited for by others, so that it needs no health. */
const oneShot = new Set(['influxdb-setup', 'demo-cameras'])

/** Variables that the file asks of .env, with what follows the name: `:?…` required, `:-…` default. */
const asked = [...composeText.matchAll(/\$\{([A-Z_0-9]+)(:[?-][^}]*)?\}/g)].map(
  ([, name = '', rest = '']) => ({ name, rest }),
)

test('follows the Compose specification', () => {
  // The specification's JSON schema, as the linter dclint ships it.
  const schema = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(join(root, 'node_modules/dclint/schemas/compose.schema.json'), 'utf8')))
  const { $schema: _draft, ...draft7 } = schema
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
  const validate = ajv.compile(draft7)
  expect(validate(compose) ? [] : validate.errors).toEqual([])
  expect(validate({ services: { x: { imagge: 'a' } } })).toBe(false)
})

test('brings the whole set', () => {
  const always = Object.entries(services).filter(([, { profiles }]) => profiles.length === 0)
  expect(always.map(([name]) => name).toSorted()).toEqual(
    ['grafana', 'influxdb', 'influxdb-setup', 'ingest', 'mediamtx', 'mosquitto', 'server'].toSorted(),
  )
})

test.each(Object.entries(services))('%s is pinned, unprivileged, watched and started again', (name, one) => {
  expect(one.image).toMatch(/^[a-z/-]+:\d+\.\d+\.\d+(-[a-z]+)?$/)
  // The image of InfluxDB leaves root by itself, after it has taken its folders.
  expect(one.user ?? (one.image.startsWith('influxdb:') ? 'influxdb' : 'root')).not.toMatch(/^(root|0)(:|$)/)
  if (oneShot.has(name)) return
  expect(one.restart).toBe('unless-stopped')
  if (name !== 'demo') expect(one.healthcheck?.start_period).toMatch(/^\d+s$/)
})

test('waits for what can become healthy or complete', () => {
  for (const { depends_on } of Object.values(services)) {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      const wanted = oneShot.has(name) ? 'service_completed_successfully' : 'service_healthy'
      expect([name, condition]).toEqual([name, wanted])
    }
  }
})

test('no password, token or key has a default', () => {
  const secrets = asked.filter(({ name }) => /PASSWORD|TOKEN|KEY/.test(name))
  const optional = new Set(['MQTT_SIMULATOR_PASSWORD', 'DEMO_KEY', 'FTP_TLS_KEY'])
  expect(secrets.length).toBeGreaterThan(0)
  for (const { name, rest } of secrets) {
    expect([name, rest]).toEqual([name, optional.has(name) ? ':-' : `:?set ${name} in .env`])
    expect([name, example[name]]).toEqual([name, ''])
  }
})

test('.env.example names every variable of the program and of compose', () => {
  const program =
    'HTTP_PORT INGEST_PORT MQTT_PORT FTP_PORT DATA_DIR CITY_DIR DEMO MQTT_URL MQTT_USERNAME MQTT_PASSWORD INFLUX_URL INFLUX_VERSION INFLUX_TOKEN INFLUX_ORG INFLUX_BUCKET INFLUX_DATABASE INFLUX_USERNAME INFLUX_PASSWORD DATABASE_URL PUBLIC_ORIGINS INGEST_KEYS'
  const wanted = [...program.split(' '), ...asked.map(({ name }) => name)]
  expect(wanted.filter((name) => !(name in example))).toEqual([])
})

test('mounts only files that exist and volumes that are named', () => {
  const sources = Object.values(services).flatMap((one) =>
    one.volumes.map((mount) => mount.replace(/\$\{\w+:-([^}]+)\}/, '$1').split(':')[0] ?? ''),
  )
  for (const source of sources) {
    if (source.startsWith('./')) expect([source, existsSync(join(root, source))]).toEqual([source, true])
    else expect(Object.keys(volumes)).toContain(source)
  }
})

test('runs programs and image targets that exist', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
  const programs = [...dockerfile.matchAll(/CMD \["node", "([^"]+)"\]/g)].map((match) => match[1] ?? '')
  const commands = Object.values(services).flatMap((one) =>
    one.command?.[0] === 'node' ? [one.command[1] ?? ''] : [],
  )
  for (const file of [...programs, ...commands])
    expect([file, statSync(join(root, file), { throwIfNoEntry: false })?.isFile()]).toEqual([file, true])
  for (const { build } of Object.values(services))
    if (build) expect(dockerfile).toMatch(new RegExp(`^FROM .* AS ${build.target}$`, 'm'))
})

test('the image runs the Node that package.json pins', () => {
  const pinned = z
    .object({ dependencies: z.object({ node: z.string() }) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).dependencies.node
  const images = [...readFileSync(join(root, 'Dockerfile'), 'utf8').matchAll(/^FROM (node:\S+)/gm)].map(
    (match) => match[1],
  )
  expect(new Set(images)).toEqual(new Set([`node:${pinned}-bookworm-slim`]))
})
