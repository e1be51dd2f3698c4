import { z } from 'zod'
import { blockedGauge } from './blockedGauge.ts'
import { qualityReasons, type QualityReason } from '../quality/reasons.ts'

/* Shapes of the answers about quality: flags, tests and what analysts decided (environment.md 7). */

const time = z.iso.datetime().describe('RFC 3339, UTC')
const names = z.object({ vi: z.string(), en: z.string() })
const reason = z.enum(Object.keys(qualityReasons) as [QualityReason, ...QualityReason[]])
const words = z.partialRecord(reason, names).describe('the reasons of this answer in words')
const anyFlag = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(9)])

/** A stretch of values in a row with the same flag for the same reasons. */
export const flaggedSpan = z.object({
  parameter: z.string(),
  from: time.describe('first value'),
  to: time.describe('last value'),
  flag: anyFlag,
  reasons: z.array(reason),
  values: z.number().int().describe('how many values'),
})

export const parameterQuality = z.object({
  id: z.string(),
  unit: z.string(),
  expected: z.number().int().describe("values that the station's interval promises for the span up to now"),
  values: z.number().int().describe('values that are stored, whatever their flag'),
  usable: z.number().int().describe('flags 1 and 2: they enter averages'),
  completeness: z.number().describe('usable of expected, 0–1'),
  flags: z.object({
    1: z.number().int(),
    2: z.number().int(),
    3: z.number().int(),
    4: z.number().int(),
    9: z.number().int().describe('missing: promised and not there'),
  }),
  reasons: z.partialRecord(reason, z.number().int()).describe('values by reason; a value may have several'),
})

export const stationQuality = z.object({
  station: z.string(),
  from: time,
  to: time,
  interval_s: z.number(),
  stale_since: time.nullable().describe('time of the newest value when it is older than 3 intervals'),
  parameters: z.array(parameterQuality),
  spans: z.array(flaggedSpan).describe('in order of time; flags 3, 4 and 9, and what was decided by hand'),
  blocked: z
    .array(blockedGauge)
    .describe(
      'rain gauges: when it was taken for blocked in the span (its zeros are then flagged 3), in order',
    ),
  spans_complete: z.boolean().describe('false: more than fit into one answer; ask for a shorter span'),
  words,
})
export type StationQuality = z.infer<typeof stationQuality>

const outcome = z.number().int().describe('flag that the test gives; 0 = not evaluated')
export const flaggedValue = z.object({
  time,
  value: z.number(),
  flag: anyFlag,
  status: z
    .enum(['00', '01', '02', 'unknown', 'given'])
    .describe('device status as it arrived; given: flagged by the sender'),
  tests: z
    .object({
      device: outcome,
      range: outcome,
      step: outcome,
      spike: outcome,
      flat: outcome,
      cross: outcome,
      override: outcome,
    })
    .nullable()
    .describe('null: nothing to tell, every test that could be made was passed'),
  clipped: z.boolean().describe('slightly negative: counts as 0 in averages'),
  reasons: z.array(reason),
})

export const stationFlags = z.object({
  station: z.string(),
  parameter: z.string(),
  unit: z.string(),
  points: z.array(flaggedValue),
  words,
})
export type StationFlags = z.infer<typeof stationFlags>

const who = z.string().trim().min(1).max(200)
const why = z.string().trim().min(1).max(1000)
const moment = z.iso.datetime({ offset: true })

/** What an analyst decides about the values of one parameter in [from, to). */
export const newOverride = z.strictObject({
  parameter: z.string().min(1).max(100),
  from: moment.describe('RFC 3339; first moment'),
  to: moment.describe('RFC 3339; the end, exclusive'),
  flag: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  reason: why,
  by: who.describe('who decided'),
})
export type NewOverride = z.infer<typeof newOverride>

export const withdrawal = z.strictObject({ reason: why, by: who })
export type Withdrawal = z.infer<typeof withdrawal>

export const overrideItem = z.object({
  id: z.number().int(),
  station: z.string(),
  parameter: z.string(),
  from: time,
  to: time,
  flag: anyFlag,
  reason: z.string(),
  by: z.string(),
  at: time,
  withdrawn: z.object({ at: time, by: z.string(), reason: z.string() }).nullable(),
})
export type OverrideItem = z.infer<typeof overrideItem>

export const overrideList = z.object({ items: z.array(overrideItem).describe('newest decision first') })
