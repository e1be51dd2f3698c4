import { z } from 'zod'
import { readingUpdate } from '../api/live.ts'
import { mapping } from '../profile/mapping.ts'
import type { Reading } from '../reading/reading.ts'
import { isFlag } from '../quality/flag.ts'
import type { ReadingUpdate } from './events.ts'

const moment = z.number().int().nonnegative().max(8_640_000_000_000_000)

/** A mapping that was made at the desk. `createdAt`: ms since 1970 UTC; `createdBy`: the source of the request. */
export const deskMapping = mapping.extend({ createdAt: moment, createdBy: z.string() })

/** What an ingest process that only lands readings has landed: hours of one station and UTC day whose rollups and index
 *  must be computed (`from`, `to`: starts of hours, ms since 1970 UTC, both included), newest readings, and estimates of
 *  the clocks of stations. Sent again until the answer (`booked`) with its `id` has come; to book it twice changes nothing. */
export const landedReport = z.object({
  instance: z.string().regex(/^[\w-]{1,64}$/),
  id: z.number().int(),
  touched: z.array(z.object({ station: z.string(), from: moment, to: moment })),
  newest: z.array(readingUpdate),
  clocks: z.array(
    z.object({ station: z.string(), offsetMs: z.number(), samples: z.number().int(), at: moment }),
  ),
  mappings: z.string().describe('digest of the mappings of the desk that the sender knows'),
})
export type LandedReport = z.infer<typeof landedReport>

/** The answer to the sender: the report with this `id` is on disk. `mappings`: those made at the desk, where the sender
 *  has others. */
export const bookedReport = z.object({ id: z.number().int(), mappings: z.array(deskMapping).optional() })

/** A reading as it is told to other processes. */
export function updateOfReading({ station, domain, time, values, flags }: Reading): ReadingUpdate {
  return { station, domain, latest: { time: new Date(time).toISOString(), values, flags } }
}

/** The reading that an update tells of; undefined when a flag is none of QARTOD's. */
export function readingOfUpdate({ station, domain, latest }: ReadingUpdate): Reading | undefined {
  const flags: Reading['flags'] = {}
  for (const [parameter, value] of Object.entries(latest.flags)) {
    if (!isFlag(value)) return undefined
    flags[parameter] = value
  }
  return { station, domain, time: Date.parse(latest.time), values: latest.values, flags }
}
