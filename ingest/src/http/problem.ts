import type { Response } from 'express'

/** Answers with RFC 9457 problem details. */
export function sendProblem(
  response: Response,
  status: number,
  title: string,
  detail: string,
  more: Record<string, unknown> = {},
): void {
  const type = `/problems/${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type, title, status, detail, ...more }))
}
