import { z } from 'zod'
import { blockedNow } from './blockedGauge.ts'

/* Shapes of the answers about rain (environment.md 5). Amounts are mm, times RFC 3339 UTC. */

const time = z.iso.datetime().describe('RFC 3339, UTC')
const names = z.object({ vi: z.string(), en: z.string() })
const count = z.number().int()

/** Windows of `/rain/totals`: rolling lengths, since 19:00 (the meteorological day) and the calendar day. */
export const rainWindowNames = [
  '10m',
  '15m',
  '30m',
  '1h',
  '2h',
  '3h',
  '6h',
  '12h',
  '24h',
  '48h',
  'since_19h',
  'day',
] as const
export const rainWindowName = z.enum(rainWindowNames)
export type RainWindowName = z.infer<typeof rainWindowName>

export const intensityClass = z.object({
  code: z.enum(['none', 'trace', 'light', 'rain', 'moderate', 'heavy', 'very_heavy']),
  name: names,
  table: z.enum(['12h', '24h']).describe('column of environment.md 5.1 that it was judged by'),
  at_least: z.boolean().describe('true: the total is a lower bound, so the class is one'),
  unconfirmed: z.boolean().describe('true: only with suspect rain (flag 3) it is this high'),
})
export type IntensityClass = z.infer<typeof intensityClass>

/** Dashboard levels of environment.md 5.2, lowest first. */
export const rainLevelCodes = ['none', 'watch', 'likely', 'widespread', 'severe', 'unknown'] as const
export const rainLevelCode = z.enum(rainLevelCodes)
export type RainLevelCode = z.infer<typeof rainLevelCode>

const suspectMm = z
  .number()
  .describe(
    'rain that suspect values (flag 3) add, not in total_mm: show it with a mark (environment.md 7.1)',
  )
const resetMm = z
  .number()
  .describe('part of total_mm since a counter was reset: a lower bound of what fell in that interval')

export const rainTotalItem = z.object({
  station: z.string(),
  name: names,
  lat: z.number(),
  lon: z.number(),
  total_mm: z
    .number()
    .nullable()
    .describe('values of flags 1 and 2; null when none was received in the window; never 0 for unknown'),
  suspect_mm: suspectMm,
  with_suspect: z
    .object({
      total_mm: z.number().describe('total_mm + suspect_mm'),
      complete: z.boolean(),
      max_10m: z.number().nullable(),
      max_1h: z.number().nullable(),
      max_2h: z.number().nullable(),
      intensity_mm_h: z.number().nullable(),
    })
    .nullable()
    .describe('the figures of this gauge with suspect values (flag 3); null where they add nothing'),
  complete: z
    .boolean()
    .describe('at least 90 % of the window is covered; otherwise the total is a lower bound ("at least")'),
  coverage: z.number().min(0).max(1).describe('share of the window that received sums cover'),
  as_of: time.nullable().describe('end of the newest interval used'),
  from: time.describe('start of the window of this gauge: rolling windows end with its newest report'),
  to: time,
  intensity_class: intensityClass
    .nullable()
    .describe(
      'for windows of 12 h, 24 h and days; null elsewhere or unknown. The higher of those with suspect rain and without',
    ),
  max_10m: z.number().nullable().describe('largest 10-minute sum within the window'),
  max_1h: z.number().nullable().describe('largest hour within the window; null for shorter windows'),
  max_2h: z.number().nullable(),
  intensity_mm_h: z
    .number()
    .nullable()
    .describe('newest 10-minute sum × 6 (its base is 10 minutes); null when that is older than 15 minutes'),
  reset_mm: resetMm,
  blocked: blockedNow
    .nullable()
    .describe(
      'the gauge is taken for blocked: 0 mm for weeks while its neighbours had rain; its zeros are suspect',
    ),
  basis: z
    .enum(['sums', 'counter', 'both'])
    .nullable()
    .describe('10-minute sums as reported, increments of a counter, or both; null without data'),
})
export type RainTotalItem = z.infer<typeof rainTotalItem>

export const rainTotals = z.object({
  window: rainWindowName,
  date: z.string().nullable().describe('the ended day that was asked for (Hanoi), else null'),
  now: time,
  items: z.array(rainTotalItem),
  city: z
    .object({
      max: z
        .object({ station: z.string(), name: names, total_mm: z.number(), complete: z.boolean() })
        .nullable()
        .describe('the gauge with most rain; null when no gauge is known'),
      max_with_suspect: z
        .object({
          station: z.string(),
          name: names,
          total_mm: z.number().describe('with suspect rain'),
          suspect_mm: z.number().describe('part of it that is not confirmed'),
          complete: z.boolean(),
        })
        .nullable()
        .describe('where suspect rain (flag 3) makes a larger maximum than `max`: show it, with a mark'),
      median: z.number().nullable().describe('of the gauges whose window is complete; null without any'),
      over_thresholds: z.array(
        z.object({
          mm: z.number(),
          level: rainLevelCode.nullable().describe('dashboard level with this threshold and window'),
          gauges: count.describe('gauges with at least this much, lower bounds included'),
          gauges_with_suspect: count.describe('the same, with suspect rain'),
        }),
      ),
      classes: z.record(z.string(), count).describe('gauges by intensity class; empty where there is none'),
      gauges: z.object({
        all: count,
        complete: count,
        at_least: count.describe('incomplete: a lower bound'),
        unknown: count.describe('nothing received in the window'),
      }),
    })
    .describe('never a mean alone (environment.md 5.4)'),
  level: z
    .object({
      code: rainLevelCode,
      unconfirmed: z
        .boolean()
        .describe('true: only with suspect rain (flag 3) it is this high; text says so'),
      confirmed_code: rainLevelCode.describe('the level without suspect rain'),
      text: names.describe('in words: gauge, window, mm, and how much of it is not confirmed'),
      station: z.string().nullable(),
      window_min: z.number().nullable(),
      mm: z.number().nullable().describe('what reached the threshold'),
      suspect_mm: z.number().describe('part of `mm` that is not confirmed; 0 unless `unconfirmed`'),
      threshold_mm: z.number().nullable(),
    })
    .describe(
      'highest dashboard level that any gauge reaches now (environment.md 5.2 [P]), whatever the window, with suspect rain or without',
    ),
})
export type RainTotals = z.infer<typeof rainTotals>

export const rainEvent = z.object({
  station: z.string(),
  name: names,
  start: time.describe('start of the first interval with 0.2 mm or more'),
  end: time.describe('end of the last such interval'),
  ongoing: z.boolean().describe('the dry gap that would end it has not passed yet'),
  state: z
    .enum(['raining', 'stopped', 'unknown'])
    .describe(
      'by the live gap of 30 min: raining (đang mưa), stopped (đã tạnh); unknown: the gauge is silent',
    ),
  total_mm: z.number().describe('without suspect rain; start and end are those with it'),
  duration_min: z.number(),
  max_10m: z.number(),
  max_1h: z.number(),
  max_2h: z.number(),
  complete: z
    .boolean()
    .describe('false: reports are missing or suspect within it, so its figures are lower bounds'),
  suspect_mm: suspectMm,
  with_suspect: z
    .object({ total_mm: z.number(), max_10m: z.number(), max_1h: z.number(), max_2h: z.number() })
    .nullable()
    .describe('the figures with suspect values (flag 3); null where they add nothing'),
  reset_mm: resetMm,
  gauges_over_50mm_2h: count
    .nullable()
    .describe('gauges of the city with 50 mm in 2 h at some time during it; null for spans beyond 3 days'),
  gauges_over_50mm_2h_with_suspect: count.nullable().describe('the same, with suspect rain'),
})
export type RainEvent = z.infer<typeof rainEvent>
export const rainEvents = z.object({
  now: time,
  from: time,
  to: time,
  gap_min: z.number().describe('dry minutes that end an event: 30 live, 360 for statistics'),
  items: z.array(rainEvent).describe('newest first'),
})
export type RainEvents = z.infer<typeof rainEvents>

export const rainDesign = z.object({
  now: time,
  window: z.literal('48h'),
  design_mm: z.number(),
  document: z.object({
    text: names,
    mark: z.string().describe('V: read in the document; V2: reported; C: contradicted; U: unverified'),
    reference: z.string().nullable(),
  }),
  conflicting: z.array(
    z.object({
      mm: z.number(),
      hours: z.number(),
      text: names,
      mark: z.string(),
      reference: z.string().nullable(),
    }),
  ),
  max: z
    .object({
      station: z.string(),
      name: names,
      mm: z.number(),
      share: z.number().describe('mm / design_mm'),
      complete: z.boolean(),
    })
    .nullable(),
  max_with_suspect: z
    .object({
      station: z.string(),
      name: names,
      mm: z.number().describe('with suspect rain'),
      suspect_mm: z.number().describe('part of it that is not confirmed'),
      share: z.number(),
      complete: z.boolean(),
    })
    .nullable()
    .describe('where suspect rain (flag 3) makes a larger maximum than `max`: show it, with a mark'),
  median: z.object({ mm: z.number(), share: z.number() }).nullable().describe('of gauges that are complete'),
  gauges: z.object({
    all: count,
    complete: count,
    over: count.describe('gauges at or over the design rain'),
    over_with_suspect: count.describe('the same, with suspect rain'),
  }),
})
export type RainDesign = z.infer<typeof rainDesign>
