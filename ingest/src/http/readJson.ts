import type { Response } from 'express'
import { z } from 'zod'
import { sendProblem } from './problem.ts'

/** The body of a request by a schema; an empty body is `{}`. Undefined when it was answered with 400 instead. */
export function readJson<Shape extends z.ZodType>(
  body: unknown,
  schema: Shape,
  response: Response,
): z.output<Shape> | undefined {
  const text = Buffer.isBuffer(body) && body.length > 0 ? body.toString('utf8') : '{}'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    sendProblem(response, 400, 'Bad request', 'The body is not readable JSON.')
    return undefined
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  sendProblem(response, 400, 'Bad request', z.prettifyError(parsed.error))
  return undefined
}
