import { readFileSync } from 'node:fs'
import { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>

/** A TCP port; 0 = any free one. */
export const port = z.coerce.number().int().min(0).max(65_535)

/** An address with one of these protocols. */
export function address(...protocols: string[]) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.replace(':', '')), {
      error: `must be an address like ${protocols[0]}://host:port`,
    })
}

const yes = ['1', 'true', 'yes', 'on']
const no = ['0', 'false', 'no', 'off']
export const yesOrNo = z
  .string()
  .toLowerCase()
  .refine((text) => [...yes, ...no].includes(text), { error: 'must be 1 or 0' })
  .transform((text) => yes.includes(text))

/** A comma-separated list as words. */
export const words = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean),
  )

/** Variables that every process of the program understands alike. */
export const sharedEnvironment = {
  INGEST_PORT: port.default(8081),
  MQTT_PORT: port.default(1883),
  DATA_DIR: z.string().default('./data'),
  CITY_DIR: z.string().default('domain/hanoi'),
  DEMO: yesOrNo.optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  MQTT_URL: address('mqtt', 'mqtts', 'ws', 'wss', 'tcp', 'ssl').optional(),
  MQTT_USERNAME: z.string().optional(),
  MQTT_PASSWORD: z.string().optional(),
  INFLUX_URL: address('http', 'https').optional(),
  INFLUX_VERSION: z.enum(['1', '2'], { error: 'must be 1 or 2' }).optional(),
  INFLUX_TOKEN: z.string().optional(),
  INFLUX_ORG: z.string().optional(),
  INFLUX_BUCKET: z.string().default('city'),
  INFLUX_DATABASE: z.string().default('city'),
  INFLUX_USERNAME: z.string().optional(),
  INFLUX_PASSWORD: z.string().optional(),
}

/** The demo runs unless told otherwise when everything is embedded (design section 6, DEMO). */
export function isDemo(env: {
  DEMO?: boolean | undefined
  INFLUX_URL?: string | undefined
  MQTT_URL?: string | undefined
}): boolean {
  return env.DEMO ?? (!env.INFLUX_URL && !env.MQTT_URL)
}

/** Values of environment variables by a schema. Empty text counts as not set (compose files pass empty variables);
 *  NAME_FILE names a file that holds NAME.
 *  @throws Error whose message lists every fault, one a line; values of secrets are never repeated */
export function parseEnvironment<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Environment,
  readText = (path: string) => readFileSync(path, 'utf8'),
): z.infer<z.ZodObject<Shape>> {
  const found: Record<string, string> = {}
  const faults: string[] = []
  for (const name of Object.keys(schema.shape)) {
    const file = env[`${name}_FILE`]
    if (env[name]) found[name] = env[name]
    if (!file) continue
    if (env[name]) faults.push(`${name} and ${name}_FILE are both set: keep one`)
    try {
      found[name] = readText(file).trim()
    } catch {
      faults.push(`${name}_FILE: cannot read ${file}`)
    }
  }
  const parsed = schema.safeParse(found)
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const name = String(path[0])
      const secret = /PASSWORD|TOKEN|KEYS/.test(name) || name.endsWith('_URL')
      faults.push(`${name}: ${message}${secret ? '' : ` (it is "${found[name] ?? ''}")`}`)
    }
  }
  if (!parsed.success || faults.length > 0) throw new Error(['settings:', ...faults].join('\n  '))
  return parsed.data
}
