import { z } from 'zod'
import type { IndexUpdate, ReadingUpdate } from '../live/events.ts'
import { layers } from '../live/events.ts'
import { domains } from '../station/station.ts'
import { cameraItem, indexState, indicatorItem, latestReading } from './schemas.ts'

/* What arrives from another process on the live topics and the live socket is parsed with these. */

export const readingUpdate = z.object({
  station: z.string(),
  domain: z.enum(domains),
  latest: latestReading,
}) satisfies z.ZodType<ReadingUpdate>

export const indexUpdate = z.object({
  station: z.string(),
  index: indexState,
}) satisfies z.ZodType<IndexUpdate>

/** One item of each kind of live message (live/topics.ts `liveKinds`). */
export const liveItem = {
  readings: readingUpdate,
  indices: indexUpdate,
  cameras: cameraItem,
  indicators: indicatorItem,
} as const

/** What a client asks for with `subscribe`. */
export const layerList = z.array(z.enum(layers)).max(2 * layers.length)
