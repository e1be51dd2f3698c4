import { z } from 'zod'
import { mappingKinds } from '../profile/mapping.ts'
import { domains } from '../station/station.ts'

/* Shapes of dead letters taken together, of their replay and of mappings. */

const time = z.iso.datetime({ offset: true })
const names = z.object({ vi: z.string(), en: z.string() })
const count = z.number().int()

/** Letters by reason and source, most letters first. */
export const deadLetterSummary = z.object({
  total: count.describe('different letters'),
  count: count.describe('how often they came together'),
  oldest_at: time.nullable().describe('of the letters, the one that has not come for longest: when it came'),
  by: z.array(
    z.object({
      reason: z.string(),
      text: names.describe('the reason in plain words'),
      source: z.string(),
      letters: count,
      count,
      first_at: time,
      last_at: time,
    }),
  ),
  trimmed: z
    .array(z.object({ why: z.enum(['age', 'size', 'number']), letters: count, last_at: time }))
    .describe('letters let go since the beginning: too old, too many bytes, too many'),
  complete: z
    .boolean()
    .optional()
    .describe('with several ingest processes: false where one of them could not be asked'),
})
export type DeadLetterSummary = z.infer<typeof deadLetterSummary>

/** What may be asked of a replay of many; what is absent does not matter. */
export const replayAsked = z.strictObject({
  reason: z.string().max(100).optional(),
  source: z.string().max(200).optional(),
  station: z.string().max(1000).optional(),
  from: time.optional().describe('when it came last'),
  to: time.optional().describe('exclusive'),
  next: z.string().max(100).optional().describe('where the call before ended (its `next`)'),
})

/** What became of the letters of one call; readings: received = stored + duplicate + rejected + waiting. */
export const replayedMany = z.looseObject({
  letters: count.describe('letters looked at'),
  received: count.describe('readings in them'),
  stored: count,
  duplicate: count,
  rejected: count.describe('still not accepted: their letters stay as they are'),
  not_replayable: count.describe('letters that nothing makes readable, or of which only a part was kept'),
  remaining: count.describe('letters that match and are still there'),
  next: z.string().nullable().describe('not null: there is more; call again with it'),
})
export type ReplayedMany = z.infer<typeof replayedMany>

export const mappingItem = z.object({
  kind: z.enum(mappingKinds),
  from: z.string(),
  to: z.string(),
  domain: z.enum(domains).nullable(),
  origin: z.enum(['profile', 'desk']),
  created_at: time.nullable(),
  fault: names
    .nullable()
    .describe('why it does not hold any more, for example: its station left the registry'),
})
export type MappingItem = z.infer<typeof mappingItem>
export const mappingList = z.object({ items: z.array(mappingItem) })
export type MappingList = z.infer<typeof mappingList>

/** Where a page of letters ended, as text for `next`. */
export function placeText({ lastAt, id }: { lastAt: number; id: string }): string {
  return `${lastAt}-${id}`
}

/** The place that a `next` names; undefined when it names none. */
export function deadLetterPlace(next: string): { lastAt: number; id: string } | undefined {
  const [, lastAt, id] = /^(\d{1,16})-(\w+)$/.exec(next) ?? []
  return lastAt === undefined || id === undefined ? undefined : { lastAt: Number(lastAt), id }
}
