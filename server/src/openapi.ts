import { z } from 'zod'
import { chartSeries } from '@city/domain/api/chart.ts'
import * as flood from '@city/domain/api/flood.ts'
import * as rain from '@city/domain/api/rain.ts'
import * as shapes from '@city/domain/api/schemas.ts'
import { deadLetterSummary, mappingList, replayedMany } from '@city/domain/api/deadLetters.ts'
import { problem, readiness } from '@city/domain/api/service.ts'
import type { Route } from './http/route.ts'
import { postedDossiers, postedReadings } from './routes/producerShapes.ts'

/** Shapes that stand once in the description under their own name. */
const named: Readonly<Record<string, z.ZodType>> = {
  CityInfo: shapes.cityInfo,
  StationCollection: shapes.stationCollection,
  Station: shapes.stationItem,
  StationList: shapes.stationList,
  StationSeries: shapes.stationSeries,
  StationAqi: shapes.stationAqi,
  ChartSeries: chartSeries,
  RainTotals: rain.rainTotals,
  RainEvents: rain.rainEvents,
  RainDesign: rain.rainDesign,
  FloodList: flood.floodList,
  DisasterLevel: flood.disasterLevel,
  DisasterLevelList: flood.disasterLevels,
  Camera: shapes.cameraItem,
  CameraList: shapes.cameraList,
  UnitList: shapes.unitList,
  DossierSummary: shapes.dossierSummary,
  DossierList: shapes.dossierList,
  Indicator: shapes.indicatorItem,
  IndicatorList: shapes.indicatorList,
  DeadLetterList: shapes.deadLetterList,
  DeadLetterSummary: deadLetterSummary,
  Replayed: replayedMany,
  MappingList: mappingList,
  Ledger: shapes.ledger,
  Readiness: readiness,
  Problem: problem,
  PostedReadings: postedReadings,
  PostedDossiers: postedDossiers,
}
const nameOf = new Map(Object.entries(named).map(([name, schema]) => [schema, name]))
const arriving = new Set(['PostedReadings', 'PostedDossiers'])
const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })

type JsonSchema = Record<string, unknown>

const tags = {
  city: 'Identity and map of the city',
  stations: 'Stations with what each said last',
  series: 'Series and indices of a station',
  'rain and floods': 'Rain totals and flood points',
  water: 'The lake as a whole',
  cameras: 'Cameras, their health and stills',
  dossiers: 'Administrative dossiers and indicators',
  records: 'What was rejected, wrong names that are accepted, and the loss ledger',
  producers: 'What producers send',
  service: 'The service itself',
}

/** The API description (OpenAPI 3.1), made from the same routes and schemas that answer and validate. */
export function openApiOf(routes: readonly Route[], city: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route)
  return {
    openapi: '3.1.0',
    info: {
      title: `City operations dashboard: ${city}`,
      version: '1',
      description:
        'Times are RFC 3339 in UTC, values are in the canonical unit of their parameter. A missing value is absent or null, never 0. ' +
        'Faults are problem details (RFC 9457). Lists page by `limit` and `next`.',
    },
    servers: [{ url: '/' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(named).map(([name, schema]) => [
          name,
          schemaOf(schema, arriving.has(name) ? 'input' : 'output'),
        ]),
      ),
      securitySchemes: { producerKey: { type: 'apiKey', in: 'header', name: 'x-api-key' } },
    },
  }
}

function operationOf(route: Route): object {
  const responses: Record<string, object> = {}
  for (const { status, type, description, schema } of route.answers) {
    const content = { [type]: schema ? { schema: refOrSchema(schema, 'output') } : {} }
    responses[status] = { description, content }
  }
  for (const status of route.problems) {
    const content = { 'application/problem+json': { schema: refTo('Problem') } }
    responses[status] ??= { description: `Problem details, status ${status}`, content }
  }
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')]
  return {
    operationId: `${route.method}${route.path.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [route.tag],
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: bodyOf(route.body) } : {}),
    ...(route.secured ? { security: [{ producerKey: [] }] } : {}),
    responses,
  }
}

function bodyOf({ type, schema, description }: NonNullable<Route['body']>): object {
  return { required: true, description, content: { [type]: { schema: refOrSchema(schema, 'input') } } }
}

function parametersOf(object: z.ZodObject, place: 'path' | 'query'): object[] {
  return Object.entries(object.shape).map(([name, schema]) => {
    const { description, ...shape } = parameterSchema(schema as z.ZodType)
    const required = place === 'path' || !(schema as z.ZodType).safeParse(undefined).success
    return { name, in: place, required, ...(description === undefined ? {} : { description }), schema: shape }
  })
}

/** What a caller writes: the input side, except where the input is any text that becomes a number. */
function parameterSchema(schema: z.ZodType): JsonSchema {
  const written = schemaOf(schema, 'input')
  if ('type' in written || 'enum' in written || 'const' in written) return written
  return schemaOf(schema, 'output')
}

function refOrSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const name = nameOf.get(schema)
  return name ? refTo(name) : schemaOf(schema, io)
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  // More fields may come in a later version: clients must not refuse them.
  return io === 'output' ? withoutClosedObjects(rest) : rest
}

function withoutClosedObjects(value: JsonSchema): JsonSchema {
  const entries = Object.entries(value).filter(
    ([key, held]) => !(key === 'additionalProperties' && held === false),
  )
  return Object.fromEntries(entries.map(([key, held]) => [key, openedUp(held)]))
}

function openedUp(held: unknown): unknown {
  if (Array.isArray(held)) return held.map(openedUp)
  return typeof held === 'object' && held !== null ? withoutClosedObjects({ ...held }) : held
}
