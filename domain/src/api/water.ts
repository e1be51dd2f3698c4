import { z } from 'zod'
import { wqiBandCodes } from '../water/wqiBands.ts'
import { signCodes } from '../water/waterSettings.ts'
import { freshness } from './schemas.ts'

/* Shapes of the answers about water: /stations/{id}/wqi and /lake (environment.md 2, 3.2). */

const time = z.iso.datetime().describe('RFC 3339, UTC')
const names = z.object({ vi: z.string(), en: z.string() })
const byParameter = z.record(z.string(), z.number())

export const wqiGroupCode = z
  .enum(['I', 'II', 'III', 'IV', 'V'])
  .describe('I pH, II pesticides, III metals, IV organic and nutrients, V microbiology')

export const wqiExplain = z.object({
  text: names,
  method: z.string(),
  formula: names.describe('the formula with the numbers put in'),
  readings: z.record(z.string(), z.number().int()).describe('readings that each parameter’s mean rests on'),
  means: byParameter.describe('canonical units; do_sat in %'),
  do_saturation: z
    .object({
      percent: z.number(),
      do: z.number().describe('mg/L'),
      temp: z.number().describe('°C'),
      saturated: z.number().describe('mg/L that water of this temperature holds'),
    })
    .nullable()
    .describe('null: DO or temperature is missing, or the station reports % itself'),
  sub_indices_unrounded: byParameter,
  unrounded: z.number().nullable(),
  left_out: z
    .array(z.object({ parameter: z.string(), count: z.number().int(), needed: z.number().int(), why: names }))
    .describe('parameters that the station measures and that do not enter: too few values flagged 1'),
})

export const wqiPoint = z.object({
  time,
  wqi: z.number().int().min(0).max(100).nullable(),
  official: z.boolean().describe('false: not enough groups for the Decision; never to be shown as VN_WQI'),
  provisional: z
    .object({ missing_groups: z.array(wqiGroupCode), why: names })
    .nullable()
    .describe('why the value is provisional, or why there is none; null when it is official'),
  band: z.enum(wqiBandCodes).nullable(),
  sub_indices: z.record(z.string(), z.number().int()),
  groups: z
    .partialRecord(wqiGroupCode, z.object({ value: z.number(), parameters: z.array(z.string()) }))
    .describe('value of each group that has data, 0–100'),
  revised: z
    .object({ at: time, was: z.number().int().nullable() })
    .nullable()
    .optional()
    .describe('late data or an override changed what was published'),
  explain: wqiExplain,
})
export type WqiPoint = z.infer<typeof wqiPoint>

export const waterClassCode = z
  .enum(['A', 'B', 'C', 'D', 'below_D'])
  .describe('A best; below_D: DO under 2 mg/L ("dưới mức D")')

const mark = z
  .enum(['V', 'V2', 'U', 'P'])
  .describe('how well the limit is verified: V, V2 secondary source, U unverified, P project rule')

export const waterClasses = z.object({
  document: z.string(),
  table: z.enum(['lake', 'river']),
  valid_from: z.iso.date(),
  from: time,
  to: time,
  parameters: z.array(
    z.object({
      parameter: z.string(),
      unit: z.string(),
      mean: z.number().describe('of the readings of the span'),
      count: z.number().int(),
      class: waterClassCode,
      limits: z.object({ A: z.string(), B: z.string(), C: z.string(), D: z.string() }),
      mark: mark.describe('of the limit that decided the class'),
    }),
  ),
  overall: waterClassCode.nullable().describe('worst class of the measured parameters; null without any'),
  deciding: z.array(z.string()).describe('the parameters that have the overall class'),
  maxima: z
    .array(
      z.object({
        parameter: z.string(),
        unit: z.string(),
        mean: z.number(),
        limit: z.number(),
        exceeded: z.boolean(),
        mark,
      }),
    )
    .describe('Table 1: maxima for health'),
  text: names,
})
export type WaterClasses = z.infer<typeof waterClasses>

export const stationWqi = z.object({
  station: z.string(),
  kind: z.enum(['hour', 'day']),
  method: z.string(),
  points: z.array(wqiPoint),
  classes: waterClasses.nullable().describe('null: the span lies before the regulation was in force'),
})
export type StationWqi = z.infer<typeof stationWqi>

const lastValue = z.number().nullable()

export const lakeSign = z.object({
  code: z.enum(signCodes),
  role: z.enum(['sign', 'accompanying']).describe('accompanying: means something beside another sign only'),
  station: z.string(),
  since: time.describe('first reading of the spell'),
  at: time.describe('newest reading that meets the condition'),
  active: z.boolean().describe('the newest reading of the station still meets it'),
  text: names,
  condition: names,
  values: byParameter,
})
export type LakeSign = z.infer<typeof lakeSign>

export const lakeView = z.object({
  as_of: time.describe('the server’s clock'),
  stations: z.array(
    z.object({
      id: z.string(),
      name: names,
      lat: z.number(),
      lon: z.number(),
      do: lastValue.describe('mg/L'),
      do_saturation: lastValue.describe('%'),
      temp: lastValue.describe('°C'),
      ph: lastValue,
      chla: lastValue.describe('µg/L'),
      flags: z.record(z.string(), z.number().int()).describe('QARTOD flags other than 1 of the values shown'),
      freshness,
      at: time.nullable(),
    }),
  ),
  signs: z.array(lakeSign),
  lowest_do: z
    .object({ station: z.string(), value: z.number().describe('mg/L'), at: time })
    .nullable()
    .describe('lowest dissolved oxygen of the stations that are heard now'),
})
export type LakeView = z.infer<typeof lakeView>
