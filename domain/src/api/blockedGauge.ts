import { z } from 'zod'

/* A rain gauge that is taken for blocked, as answers tell it (environment.md 7.3). */

const time = z.iso.datetime().describe('RFC 3339, UTC')
const names = z.object({ vi: z.string(), en: z.string() })

export const blockedGauge = z.object({
  dry_since: time.describe('start of the first day on which the gauge reported 0 mm'),
  since: time.describe(
    'start of the first day on which most gauges around had rain: its zeros are suspect from here',
  ),
  until: time.nullable().describe('end of its last day; null: it holds now'),
  neighbours: z
    .array(
      z.object({
        station: z.string(),
        name: names,
        distance_km: z.number(),
        mm: z.number().describe('measured since `since`; a lower bound where reports are missing'),
      }),
    )
    .describe('gauges around, most rain first'),
  text: names.describe('what was seen, in words'),
  condition: names.describe('when a gauge is taken for blocked in this city'),
})
export type BlockedGaugeItem = z.infer<typeof blockedGauge>

/** The short form, beside the rain of a gauge. */
export const blockedNow = blockedGauge.pick({ since: true, text: true })
