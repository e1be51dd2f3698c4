import { z } from 'zod'
import { indexRevision, limitComparison } from './air.ts'
import { waterClasses, wqiPoint } from './water.ts'
import { aqiPoint } from './schemas.ts'

/* Indices of many stations in one answer: what lists and rankings need. How each came about is at /stations/{id}/aqi and
   /wqi (environment.md 1, 2). */

const time = z.iso.datetime().describe('RFC 3339, UTC')
const words = z.object({ vi: z.string(), en: z.string() })

const head = {
  kind: z.enum(['hour', 'day']),
  method: z.string(),
  from: time.describe('start of the first hour or day listed'),
  to: time.describe('end of the last one; with nothing listed the same as `from`'),
}

/** Change of an index after it was first published; null without. */
const revised = indexRevision.nullable()

export const aqiListItem = z.object({
  station: z.string(),
  points: z
    .array(
      aqiPoint.pick({ time: true, aqi: true, band: true, main: true }).extend({
        concentration: z.number().nullable().describe('µg/m³ of `main` that its sub-index rests on'),
        revised,
        why: words.nullable().describe('why there is no index; null where there is one'),
      }),
    )
    .describe('every hour or day of the span that has ended'),
  limits: z
    .array(limitComparison)
    .describe('QCVN 05 of the newest hour or day listed that has any mean to compare'),
})
export type AqiListItem = z.infer<typeof aqiListItem>

export const aqiList = z.object({ ...head, items: z.array(aqiListItem).describe('air stations') })
export type AqiList = z.infer<typeof aqiList>

export const wqiListItem = z.object({
  station: z.string(),
  points: z
    .array(wqiPoint.pick({ time: true, wqi: true, official: true, band: true }).extend({ revised }))
    .describe('every hour or day of the span that has ended'),
  classes: waterClasses
    .pick({ document: true, table: true, overall: true, deciding: true })
    .nullable()
    .describe(
      'on the means of the span, what runs included; null: it lies before the regulation was in force',
    ),
})
export type WqiListItem = z.infer<typeof wqiListItem>

export const wqiList = z.object({ ...head, items: z.array(wqiListItem).describe('water stations') })
export type WqiList = z.infer<typeof wqiList>
