import { z } from 'zod'
import { defaultDepthClasses, type DepthClass } from './depthClass.ts'

const depth = z.number().nonnegative()

/** Section `flood_levels` of city.yaml: the depth classes (environment.md 6.2, 6.4), in order of depth without gaps; at
 *  most five, which is as many as have words and colours on the screens. */
export const floodLevels = z
  .array(
    z.strictObject({
      class: z.literal([0, 1, 2, 3, 4]),
      name: z.object({ vi: z.string(), en: z.string() }),
      min_depth_cm: depth,
      max_depth_cm: depth.nullable(),
      colour: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
      is_flooding: z.boolean(),
      motorbike: z.enum(['yes', 'slow', 'risk_of_stalling', 'no']),
      car: z.enum(['yes', 'slow', 'high_vehicles_only', 'no']),
    }),
  )
  .min(2)
  .refine(
    (levels) =>
      levels.every(({ class: one, min_depth_cm, max_depth_cm }, i) => {
        const isLast = i === levels.length - 1
        const joins = min_depth_cm === (i === 0 ? 0 : levels[i - 1]!.max_depth_cm)
        return one === i && joins && isLast === (max_depth_cm === null)
      }),
    'classes must count from 0, begin at 0 cm, join without gaps, and only the last one has no max_depth_cm',
  )

/** The classes of the profile, or those of environment.md 6.4. */
export function depthClassesOf(levels: z.infer<typeof floodLevels> | undefined): readonly DepthClass[] {
  return (
    levels?.map(({ min_depth_cm, max_depth_cm, is_flooding, ...one }) => {
      return { ...one, minDepthCm: min_depth_cm, maxDepthCm: max_depth_cm, isFlooding: is_flooding }
    }) ?? defaultDepthClasses
  )
}

/** Section `flood_risk` of city.yaml: how the risk of a flood point follows from rain. */
export const floodRiskSettings = z.strictObject({
  /** Gauges farther away say nothing about a point, km. */
  max_distance_km: z.number().positive().default(5),
  /** So many of the nearest gauges are asked. */
  gauges: z.number().int().positive().default(3),
  /** For points without a trigger of their own (environment.md 5.2: 50 mm in 2 h [V2]). */
  default_trigger: z
    .strictObject({ mm: z.number().positive(), window_min: z.number().int().positive() })
    .default({ mm: 50, window_min: 120 }),
  /** Levels at a trigger of a point's own, as shares of it: 40, 50, 70 and 100 mm of 50 (environment.md 5.2 [P]). */
  shares: z
    .strictObject({
      watch: z.number().positive(),
      likely: z.number().positive(),
      widespread: z.number().positive(),
      severe: z.number().positive(),
    })
    .default({ watch: 0.8, likely: 1, widespread: 1.4, severe: 2 }),
})
export type FloodRiskSettings = z.infer<typeof floodRiskSettings>
