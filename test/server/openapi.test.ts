import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { startServer, type RunningServer } from './startServer.ts'

/** What OpenAPI 3.1 asks of the parts that a description like ours has (spec.openapis.org/oas/v3.1.0). */
const text = { type: 'string', minLength: 1 }
const content = { type: 'object', minProperties: 1, additionalProperties: { type: 'object' } }
const document = {
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  properties: {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
    info: { type: 'object', required: ['title', 'version'], properties: { title: text, version: text } },
    paths: {
      type: 'object',
      patternProperties: { '^/': { $ref: '#/$defs/path' } },
      additionalProperties: false,
    },
    components: {
      type: 'object',
      properties: { schemas: { type: 'object', propertyNames: { pattern: '^[a-zA-Z0-9._-]+$' } } },
    },
  },
  $defs: {
    path: {
      type: 'object',
      minProperties: 1,
      propertyNames: { enum: ['get', 'post', 'delete'] },
      additionalProperties: { $ref: '#/$defs/operation' },
    },
    operation: {
      type: 'object',
      required: ['operationId', 'summary', 'responses'],
      properties: {
        parameters: { type: 'array', items: { $ref: '#/$defs/parameter' } },
        requestBody: { type: 'object', required: ['content'], properties: { content } },
        responses: {
          type: 'object',
          minProperties: 1,
          patternProperties: {
            '^[1-5]\\d\\d$': {
              type: 'object',
              required: ['description'],
              properties: { description: text, content },
            },
          },
          additionalProperties: false,
        },
      },
    },
    parameter: {
      type: 'object',
      required: ['name', 'in', 'required', 'schema'],
      properties: {
        name: text,
        in: { enum: ['path', 'query'] },
        required: { type: 'boolean' },
        schema: { type: 'object' },
      },
    },
  },
}

const described = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z
          .array(
            z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.looseObject({}) }),
          )
          .default([]),
        responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).default({}) })),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
})

let server: RunningServer
let body: unknown
beforeAll(async () => {
  server = await startServer()
  body = await (await server.get('/api/v1/openapi.json')).json()
})
afterAll(() => server.stop())

const example: Record<string, string> = {
  id: 'AQ-01',
  file: 'west-lake.geojson',
  code: 'K01',
  kind: 'station',
  from: 'X',
}

it('has the structure that OpenAPI 3.1 asks for', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(document)
  validate(body)
  expect(validate.errors).toBeNull()
})

it('holds schemas of JSON Schema 2020-12 whose references all lead somewhere', () => {
  const { components } = described.parse(body)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  for (const [name, schema] of Object.entries(components.schemas))
    expect(() => ajv.compile(schema), name).not.toThrow()
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
  expect(references.length).toBeGreaterThan(20)
  for (const [, name] of references) expect(components.schemas).toHaveProperty(name!)
})

it('names each operation once and describes every parameter of a path', () => {
  const { paths } = described.parse(body)
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  for (const [path, methods] of Object.entries(paths)) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    for (const { parameters } of Object.values(methods)) {
      expect(
        parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        path,
      ).toEqual(inPath)
      expect(parameters.every((one) => one.required || one.in === 'query')).toBe(true)
      for (const { name, schema } of parameters) expect(schema, `${path} ${name}`).not.toEqual({})
    }
  }
})

it('describes paths that exist: each answers with a status and a type that the description names', async () => {
  const { paths } = described.parse(body)
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      ...[
        '/api/v1/city',
        '/api/v1/stations',
        '/api/v1/stations.geojson',
        '/api/v1/stations/{id}/readings.csv',
      ],
      ...['/api/v1/cameras/{id}/snapshot.jpg', '/api/v1/dossiers/summary', '/api/v1/indicators/{code}'],
      ...['/api/v1/dead-letters/{id}/replay', '/api/v1/openapi.json', '/livez', '/readyz', '/metrics'],
    ]),
  )
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { responses }] of Object.entries(methods)) {
      const url = path.replace(/\{(\w+)\}/g, (_, name: string) => example[name] ?? '')
      const response = await server.get(url, { method: method.toUpperCase() })
      const type = response.headers.get('content-type')?.split(';')[0] ?? ''
      await response.arrayBuffer()
      expect(Object.keys(responses), `${method} ${path}`).toContain(String(response.status))
      expect(Object.keys(responses[response.status]?.content ?? {}), `${method} ${path}`).toContain(type)
    }
  }
})

it('is shown by a page that loads nothing from elsewhere and runs no inline script', async () => {
  const page = await (await server.get('/api/docs')).text()
  expect(page).not.toMatch(/https?:|<script>/)
  for (const [, address] of page.matchAll(/(?:src|href)="(\/[^"]+)"/g))
    expect((await server.get(address!)).status, address).toBe(200)
  expect((await server.get('/api/docs/package.json')).status).toBe(404)
})
