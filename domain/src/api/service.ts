import { z } from 'zod'

/* Shapes of answers about the service itself. */

/** RFC 9457 problem details. */
export const problem = z.object({
  type: z.string().describe('path that names the kind of problem; never changes'),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().describe('what was wrong with this request, and what would be right'),
})

export const dependencyState = z.object({
  name: z.string(),
  state: z.enum(['starting', 'up', 'away']),
  since: z.iso.datetime(),
  required: z.boolean().describe('false: without it the server still answers, with what it has'),
  detail: z.string().nullable().describe('why it is away'),
})
export const readiness = z.object({
  status: z.enum(['ready', 'degraded', 'not_ready']),
  dependencies: z.array(dependencyState),
})
export type Readiness = z.infer<typeof readiness>
export type DependencyState = z.infer<typeof dependencyState>
