import { z } from 'zod'

/* Parts of the answer about the air quality index (/aqi). They import nothing of schemas.ts, which puts them together. */

const time = z.iso.datetime().describe('RFC 3339, UTC')
const words = z.object({ vi: z.string(), en: z.string() })

/** An index that changed after it had been published. */
export const indexRevision = z.object({
  at: time.describe('when the value now given replaced the other'),
  was: z.number().int().nullable().describe('the value before; null: there was none'),
})
export type IndexRevision = z.infer<typeof indexRevision>

/** A mean beside the limit that was valid when it was measured; never decides the band. */
export const limitComparison = z.object({
  parameter: z.string(),
  window: z.enum(['1h', '8h', '24h', 'year']),
  limit: z.number().describe('µg/m³'),
  value: z.number().describe('µg/m³; of a day the largest 1-hour and 8-hour means'),
  exceeded: z.boolean(),
  document: z.string().describe('e.g. QCVN 05:2023/BTNMT'),
  valid_from: z.iso.date().describe('first day of the limit, date of Hanoi'),
  mark: z
    .enum(['V', 'V2', 'U'])
    .describe(
      'how sure the number is: V seen in a copy of the document, V2 in secondary sources, U not verified',
    ),
})
export type LimitComparison = z.infer<typeof limitComparison>

/** What other rules would say of the same air, for comparison only. */
export const airReference = z.object({
  us_aqi: z
    .object({
      value: z.number().int(),
      main: z.string(),
      sub_indices: z.record(z.string(), z.number().int()),
      method: z.string(),
    })
    .nullable()
    .describe('US EPA AQI of the same means; null without PM. A reference, not the index of the city'),
  who: z
    .record(
      z.string(),
      z.object({
        guideline: z.number().describe('µg/m³'),
        window: z.enum(['8h', '24h']),
        value: z.number().describe('µg/m³'),
        ratio: z.number().describe('value / guideline'),
      }),
    )
    .describe('WHO 2021 guideline of each parameter that has a mean of that length'),
})
export type AirReference = z.infer<typeof airReference>

/** Advice of one band (Decision 1459, Tables 4 and 5). */
export const healthAdvice = z.object({
  name: words,
  colour: z.string(),
  effect: words,
  general: words.describe('to everybody else'),
  sensitive: words.describe('to elderly people, children, people with respiratory or heart disease'),
})
export type HealthAdvice = z.infer<typeof healthAdvice>

export const aqiExplain = z.object({
  hours_used: z.record(z.string(), z.number().int()),
  hours_needed: z.record(z.string(), z.number().int()).optional().describe('hours that the formula looks at'),
  hours_missing: z.record(z.string(), z.array(time)),
  weights: z
    .record(z.string(), z.number())
    .describe('NowCast weight factor w of each PM parameter; none of a day'),
  concentrations: z
    .record(z.string(), z.number())
    .describe(
      'µg/m³ used for each sub-index; of a day o3 is the largest 1-hour and o3_8h the largest 8-hour mean',
    ),
  sub_indices_unrounded: z.record(z.string(), z.number()).optional().describe('keys as of concentrations'),
  over_range: z
    .array(z.string())
    .describe('parameters at or beyond the last breakpoint: the index stays 500'),
  partial: z
    .array(z.string())
    .optional()
    .describe('parameters whose largest mean comes from too few hours: a lower bound'),
  method: z.string().optional(),
  formula: words.optional(),
  text: words,
})
export type AqiExplain = z.infer<typeof aqiExplain>
