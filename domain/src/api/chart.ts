import { z } from 'zod'

/** One parameter of several stations as a chart draws it: a value each hour or day, null where there is none. */
export const chartSeries = z.object({
  parameter: z.string(),
  unit: z.string(),
  every: z.enum(['1h', '1d']),
  from: z.iso.datetime().describe('start of the first hour or day, RFC 3339, UTC'),
  step_s: z.number().int(),
  stations: z.array(
    z.object({
      id: z.string(),
      values: z
        .array(z.number().nullable())
        .describe('means, rounded to three more decimals than the parameter is shown with'),
    }),
  ),
})
export type ChartSeries = z.infer<typeof chartSeries>
