import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { Problem } from './problem.ts'

/** What a handler gives back; sending, compressing and caching are the mount's work. */
export type Answer =
  | { kind: 'json'; body: object; type?: string; status?: number }
  | { kind: 'text'; type: string; body: string; headers?: Record<string, string> }
  | { kind: 'file'; path: string; headers?: Record<string, string>; missing: Problem }
  | { kind: 'stream'; status: number; headers: Record<string, string>; body: Readable }

/** One answer as the API description shows it. */
export interface AnswerShape {
  status: number
  type: string
  description: string
  schema?: z.ZodType
}

/** One path and method: what the server does and what the API description says come from the same object. */
export interface Route {
  method: 'get' | 'post' | 'delete'
  /** OpenAPI spelling: `/api/v1/stations/{id}`. */
  path: string
  tag: string
  summary: string
  params: z.ZodObject
  query: z.ZodObject
  body: { type: string; schema: z.ZodType; description: string } | undefined
  answers: AnswerShape[]
  /** Statuses that come as problem details. */
  problems: number[]
  /** `Cache-Control` of good answers. */
  cache: string
  /** How long one serialised answer serves everybody who asks the same, in ms; 0 = never. */
  keepMs: number
  /** True when the caller must show a producer's key. */
  secured: boolean
  /** Parses the input. @throws Problem when it is not valid */
  prepare(input: RawInput): Prepared
}

/** A request understood. `key`: the same for requests that mean the same, however their addresses are spelled. */
export interface Prepared {
  key: string
  /** Rejects with Problem when the answer does not exist. */
  run(): Promise<Answer>
}

export interface RawInput {
  params: unknown
  query: unknown
  /** Path and query as they came. */
  url: string
  request: IncomingMessage
}

interface RouteSpec<Params extends z.ZodObject, Query extends z.ZodObject> {
  method?: 'get' | 'post' | 'delete'
  path: string
  tag: string
  summary: string
  params?: Params
  query?: Query
  body?: Route['body']
  answers: AnswerShape[]
  problems?: number[]
  cache?: string
  keepMs?: number
  secured?: boolean
  handle(input: {
    params: z.output<Params>
    query: z.output<Query>
    url: string
    request: IncomingMessage
  }): Answer | Promise<Answer>
}

const nothing = z.object({})

/** A route whose handler sees parsed parameters only. */
export function route<
  Params extends z.ZodObject = typeof nothing,
  Query extends z.ZodObject = typeof nothing,
>(spec: RouteSpec<Params, Query>): Route {
  const params: z.ZodObject = spec.params ?? nothing
  const query: z.ZodObject = spec.query ?? nothing
  return {
    method: spec.method ?? 'get',
    path: spec.path,
    tag: spec.tag,
    summary: spec.summary,
    params,
    query,
    body: spec.body,
    answers: spec.answers,
    problems: spec.problems ?? [],
    cache: spec.cache ?? cacheFor(5),
    keepMs: spec.keepMs ?? 0,
    secured: spec.secured ?? false,
    prepare: ({ params: rawParams, query: rawQuery, url, request }) => {
      const input = {
        params: parseInput(spec.params ?? nothing, rawParams) as z.output<Params>,
        query: parseInput(spec.query ?? nothing, rawQuery) as z.output<Query>,
      }
      return {
        key: `${spec.path} ${JSON.stringify(input)}`,
        run: async () => spec.handle({ ...input, url, request }),
      }
    },
  }
}

function parseInput(schema: z.ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Problem(400, 'bad-request', faults.join('; '))
}

/** Good for `seconds`, and for half a minute longer while a proxy fetches the next one. */
export function cacheFor(seconds: number): string {
  return `public, max-age=${seconds}, stale-while-revalidate=30`
}

/** For lists of people at desks: kept nowhere. */
export const notKept = 'no-store'

/** A JSON answer of a shape. */
export function json(schema: z.ZodType, description: string): AnswerShape {
  return { status: 200, type: 'application/json', description, schema }
}
