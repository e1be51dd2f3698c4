import { z } from 'zod'
import { rainLevelCode } from './rain.ts'
import { floodList as floodListBefore } from './schemas.ts'

/* Shapes of the answers about flood points and issued disaster-risk levels (environment.md 5.3, 6). */

const time = z.iso.datetime().describe('RFC 3339, UTC')
const names = z.object({ vi: z.string(), en: z.string() })

/** States of a flood point (environment.md 6.4). */
export const floodStates = [
  'binh_thuong',
  'nguy_co',
  'dang_ngap',
  'dang_rut',
  'da_rut',
  'khong_du_lieu',
] as const
export const floodState = z.enum(floodStates)
export type FloodState = z.infer<typeof floodState>

export const floodRisk = z.object({
  level: rainLevelCode.describe(
    'unknown: no gauge near has complete data and none reaches a threshold; never "none"',
  ),
  unconfirmed: z.boolean().describe('true: only with suspect rain (flag 3) it is this high; reason says so'),
  confirmed_level: rainLevelCode.describe('the level without suspect rain'),
  reason: names.describe('in words: gauge, window, mm, how much of it is not confirmed, trigger'),
  gauges: z
    .array(
      z.object({
        station: z.string(),
        name: names,
        distance_km: z.number(),
        window_min: z.number(),
        mm: z.number().nullable().describe('null: nothing received'),
        complete: z.boolean().describe('false: mm is a lower bound'),
        suspect_mm: z.number().describe('rain that suspect values (flag 3) add, not in mm'),
        level: rainLevelCode,
        unconfirmed: z.boolean().describe('true: only with suspect_mm the level is reached'),
      }),
    )
    .describe('the nearest gauges within the distance of the profile, nearest first'),
  trigger: z.object({
    mm: z.number(),
    window_min: z.number(),
    source: z
      .enum(['own', 'plan_band', 'default'])
      .describe('the point’s own, the lower end of its plan band (per 2 h), or the default of the profile'),
  }),
})
export type FloodRisk = z.infer<typeof floodRisk>

export const floodLevel = z.object({
  class: z.number().int().min(0),
  name: names,
  min_depth_cm: z
    .number()
    .describe('exclusive, except that of class 1 (environment.md 6.4: < 5, 5–15, > 15–30 …)'),
  max_depth_cm: z.number().nullable(),
  colour: z.string(),
  is_flooding: z.boolean(),
  motorbike: z.enum(['yes', 'slow', 'risk_of_stalling', 'no']),
  car: z.enum(['yes', 'slow', 'high_vehicles_only', 'no']),
})
export type FloodLevel = z.infer<typeof floodLevel>

export const floodItem = floodListBefore.shape.items.element.extend({
  class: z.number().int().min(0).nullable(),
  state: floodState,
  stale: z.boolean().describe('the newest report is older than 60 min (hidden when older than 6 h)'),
  ended_at: time
    .nullable()
    .describe('when the last flooding of the past 6 h ended; null while flooded or without'),
  colour: z.string().nullable(),
  risk: floodRisk,
})
export type FloodItem = z.infer<typeof floodItem>

export const floodList = z.object({
  now: time,
  levels: z.array(floodLevel).describe('the depth classes of the profile'),
  items: z.array(floodItem),
})
export type FloodList = z.infer<typeof floodList>

/** Kinds of natural hazard of Decision 18/2021/QĐ-TTg for which levels are issued. */
export const hazards = [
  'heavy_rain',
  'flood',
  'flash_flood_landslide',
  'tropical_depression_storm',
  'tornado_lightning_hail',
  'heat',
  'cold',
  'fog',
  'drought',
  'forest_fire',
  'strong_wind',
  'other',
] as const

/** What is entered: a level that the hydrometeorological service issued. Never computed. */
export const postedDisasterLevel = z
  .strictObject({
    hazard: z.enum(hazards),
    level: z.number().int().min(1).max(5),
    area: z.string().trim().min(1).max(500).describe('as the bulletin words it'),
    bulletin: z.string().trim().min(1).max(200).describe('number of the bulletin'),
    valid_from: z.iso.datetime({ offset: true }),
    valid_to: z.iso.datetime({ offset: true }),
    issued_by: z.string().trim().min(1).max(200),
  })
  .refine((one) => Date.parse(one.valid_from) < Date.parse(one.valid_to), {
    path: ['valid_to'],
    message: 'must be after valid_from',
  })
export type PostedDisasterLevel = z.infer<typeof postedDisasterLevel>

export const disasterLevel = z.object({
  id: z.string(),
  hazard: z.enum(hazards),
  hazard_name: names,
  level: z.number().int().min(1).max(5),
  colour: z.object({ name: names, hex: z.string() }).describe('map colour of the level (Decision 18/2021)'),
  area: z.string(),
  bulletin: z.string(),
  issued_by: z.string(),
  valid_from: time,
  valid_to: time,
  state: z.enum(['upcoming', 'in_force', 'expired', 'withdrawn']),
  entered_at: time,
  withdrawn_at: time.nullable(),
  withdrawn_reason: z.string().nullable(),
})
export type DisasterLevel = z.infer<typeof disasterLevel>
export const disasterLevels = z.object({ now: time, items: z.array(disasterLevel) })
export type DisasterLevels = z.infer<typeof disasterLevels>
