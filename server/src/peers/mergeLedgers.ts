import type { Ledger } from '@city/domain/api/schemas.ts'
import type { PeerAnswer } from './peers.ts'

type Row = Ledger['rows'][number]
type Instance = NonNullable<Ledger['instances']>[number]

/** One ledger of several: rows of the same source, station and hour are summed. What cannot be reached is named, and
 *  `complete` is false then; `balanced` speaks of those that answered. */
export function mergeLedgers(answers: readonly PeerAnswer<Ledger>[]): Ledger {
  const known = answers.flatMap(({ body }) => body ?? [])
  const sum = (of: (ledger: Ledger) => number) => known.reduce((total, one) => total + of(one), 0)
  return {
    rows: mergeRows(known.flatMap(({ rows }) => rows)),
    balanced: known.every(({ balanced }) => balanced),
    unbalanced: {
      rows: sum(({ unbalanced }) => unbalanced.rows),
      oldest_at: earliest(known.map(({ unbalanced }) => unbalanced.oldest_at)),
    },
    journal: {
      readings: sum(({ journal }) => journal.readings),
      booked: sum(({ journal }) => journal.booked),
      oldest_at: earliest(known.map(({ journal }) => journal.oldest_at)),
    },
    complete: known.length === answers.length,
    instances: answers.map(instanceOf),
  }
}

function instanceOf({ name, url, body }: PeerAnswer<Ledger>): Instance {
  const { readings = 0, oldest_at = null } = body?.journal ?? {}
  return {
    name,
    url,
    reachable: body !== undefined,
    balanced: body?.balanced ?? null,
    journal: body ? { readings, oldest_at } : null,
  }
}

/** Newest hour first, then by source and station. */
function mergeRows(rows: readonly Row[]): Row[] {
  const merged = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify([row.hour, row.source, row.station])
    const sum = merged.get(key)
    if (!sum) merged.set(key, { ...row })
    else
      for (const name of ['received', 'stored', 'duplicate', 'rejected', 'waiting'] as const)
        sum[name] += row[name]
  }
  return [...merged.values()].toSorted(
    (a, b) => compare(b.hour, a.hour) || compare(a.source, b.source) || compare(a.station, b.station),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

/** RFC 3339 UTC texts of one form are in order of time. */
function earliest(moments: readonly (string | null)[]): string | null {
  return moments.reduce((first, one) => (first === null || (one !== null && one < first) ? one : first), null)
}
