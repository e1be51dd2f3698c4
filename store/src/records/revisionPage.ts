import type { RevisionList } from '@city/domain/api/schemas.ts'
import { readRevisions } from '../state/revisions.ts'
import type { StateDb } from '../state/stateDb.ts'
import { utcText } from './utcText.ts'

/** Where a page of revisions ended. */
export interface RevisionPlace {
  at: number
  id: number
}

/** A page of revisions, newest correction first, as the API gives it. `from`, `to`: time of the observation, ms since
 *  1970 UTC; `before`: where the page before ended. */
export function revisionPage(
  db: StateDb,
  {
    limit,
    ...page
  }: {
    limit: number
    station?: string | undefined
    from?: number | undefined
    to?: number | undefined
    before?: RevisionPlace | undefined
  },
): RevisionList {
  const rows = readRevisions(db, { ...given(page), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({
      id: String(row.id),
      station: row.station,
      time: utcText(row.time),
      parameter: row.parameter,
      old: row.oldValue,
      new: row.newValue,
      old_flag: row.oldFlag,
      new_flag: row.newFlag,
      source: row.source,
      revised_at: utcText(row.at),
    })),
    next: rows.length > limit && last ? `${last.at}-${last.id}` : null,
  }
}

/** The place that a `next` names; undefined when it names none. */
export function revisionPlace(next: string): RevisionPlace | undefined {
  const [, at, id] = /^(\d{1,16})-(\d{1,16})$/.exec(next) ?? []
  return at === undefined || id === undefined ? undefined : { at: Number(at), id: Number(id) }
}

type Given<Shape> = { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> }

function given<Shape extends object>(shape: Shape): Given<Shape> {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Given<Shape>
}
