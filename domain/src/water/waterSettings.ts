import { z } from 'zod'
import { wqiFormulaNames } from './wqiFormula.ts'
import type { WqiRules } from './waterQualityIndex.ts'
import { wqiGroups } from './wqiTables.ts'

/** Early signs of bloom and fish kill [P]. `do_supersaturated` accompanies a bloom and means nothing alone. */
export const signCodes = ['do_low_before_dawn', 'ph_high', 'chla_jump', 'do_supersaturated'] as const
export type SignCode = (typeof signCodes)[number]

const positive = z.number().positive()

/** What a city may set about water (`water:` in city.yaml); everything has a default.
 *  `bodies`: which table of QCVN 08:2023 holds; a station that is not named is on a lake or pond.
 *  `signs`: conditions of bloom and fish kill, all [P]; see water/signs.ts. */
export const waterSettings = z.strictObject({
  wqi_formula: z.enum(wqiFormulaNames).default('unweighted').describe('environment.md 2.3'),
  wqi_required_groups: z
    .array(z.enum(wqiGroups))
    .default([])
    .describe('e.g. [III] for waters with metals [U]'),
  bodies: z.record(z.string(), z.enum(['lake', 'river'])).default({}),
  signs: z
    .strictObject({
      do_low_mg_l: positive.default(2),
      /** Hours of Hanoi, the first included and the second not. */
      before_dawn: z.tuple([z.number().min(0).max(24), z.number().min(0).max(24)]).default([0, 6]),
      ph_high: positive.default(9),
      /** Mean of 3 hours against the mean of the 24 hours that ended a day before. */
      chla_ratio: positive.default(1.5),
      chla_rise_ug_l: positive.default(15),
      do_supersaturated_percent: positive.default(150),
      by_day: z.tuple([z.number().min(0).max(24), z.number().min(0).max(24)]).default([6, 18]),
      /** One value alone is no sign. */
      least_readings: z.number().int().min(1).default(2),
      /** A spell ends when the condition was not met for so long. */
      spell_gap_min: positive.default(60),
      /** Signs older than this are history. */
      shown_h: positive.default(24),
    })
    .prefault({}),
})
export type WaterSettings = z.infer<typeof waterSettings>
export type SignSettings = WaterSettings['signs']

/** The settings of a city that sets nothing. */
export const usualWaterSettings: WaterSettings = waterSettings.parse({})

/** How the index is computed in this city. */
export function wqiRulesOf({ wqi_formula, wqi_required_groups }: WaterSettings): WqiRules {
  return { formula: wqi_formula, requiredGroups: wqi_required_groups }
}
