import type { DatabaseSync } from 'node:sqlite'
import type { DossierList } from '@city/domain/api/schemas.ts'
import { dossierStates, hanoiDay, startOfHanoiDay, type DossierState } from '@city/domain/dossier/classify.ts'
import { isDossierCode } from '@city/domain/dossier/dossierCode.ts'
import type { DossierSnapshot } from '@city/domain/dossier/snapshot.ts'
import { cityUnit } from '@city/domain/profile/cityProfile.ts'

/** Names under which several states are asked for at once. */
const groups: Readonly<Record<string, readonly DossierState[]>> = {
  open: ['in_progress', 'in_progress_overdue', 'paused', 'paused_overdue'],
  overdue: ['in_progress_overdue', 'paused_overdue'],
  ended: ['ended_early', 'ended_on_time', 'ended_late'],
}

/** The states that a filter text means: a state, or one of `open`, `overdue`, `ended`; undefined when it means none. */
export function statesOf(filter: string): readonly DossierState[] | undefined {
  if (Object.hasOwn(groups, filter)) return groups[filter]
  return dossierStates.filter((state) => state === filter).length > 0 ? [filter as DossierState] : undefined
}

export interface DossierPage {
  /** A unit's code; `cityUnit` or nothing = all dossiers. */
  unit?: string
  states?: readonly DossierState[]
  limit: number
  /** `next` of the page before. */
  after?: string
  /** ms since 1970 UTC: what is overdue depends on it. */
  now: number
}

interface Found {
  id: number
  state: DossierState
  row: Record<string, unknown>
}

/** Dossiers, those that came last first, `limit` at a time. `next` is null on the last page. */
export function listDossiers(db: DatabaseSync, page: DossierPage): DossierList {
  const after = page.after === undefined ? Number.MAX_SAFE_INTEGER : Number(page.after)
  if (!Number.isSafeInteger(after)) return { items: [], next: null }
  // One ordered look into the index per state, merged here: a common state never makes a rare one slow.
  const found = (page.states ?? dossierStates).flatMap((state) => readState(db, state, after, page))
  const items = found.toSorted((one, other) => other.id - one.id).slice(0, page.limit)
  const last = items.at(-1)
  return {
    items: items.map(toItem),
    next: found.length > page.limit && last ? String(last.id) : null,
  }
}

function readState(db: DatabaseSync, state: DossierState, after: number, page: DossierPage): Found[] {
  const today = startOfHanoiDay(hanoiDay(page.now))
  const inUnit = page.unit !== undefined && page.unit !== cityUnit
  const due =
    state === 'in_progress'
      ? 'AND (due_at IS NULL OR due_at >= ?)'
      : state === 'in_progress_overdue'
        ? 'AND due_at < ?'
        : ''
  const rows = db
    .prepare(
      `SELECT d.id, d.code, d.unit, d.received_at, d.due_at, d.ended_at, m.body
       FROM (SELECT * FROM dossier WHERE ${inUnit ? 'unit = ? AND ' : ''}state = ? ${due} AND id < ?
             ORDER BY id DESC LIMIT ?) d
       JOIN dossier_message m ON m.code = d.code AND m.key = d.snapshot`,
    )
    .all(
      ...(inUnit ? [page.unit!] : []),
      state === 'in_progress_overdue' ? 'in_progress' : state,
      ...(due ? [today] : []),
      after,
      page.limit + 1,
    )
  return rows.map((row) => ({ id: Number(row.id), state, row }))
}

function toItem({ state, row }: Found): DossierList['items'][number] {
  const snapshot = JSON.parse(String(row.body)) as DossierSnapshot
  const code = String(row.code)
  return {
    code,
    procedure: snapshot.procedureName || snapshot.procedure,
    unit: row.unit === null ? null : String(row.unit),
    unit_name: snapshot.unitName,
    channel: snapshot.channel,
    state,
    received_at: timeText(row.received_at),
    due_at: timeText(row.due_at),
    ended_at: timeText(row.ended_at),
    code_valid: isDossierCode(code),
  }
}

function timeText(value: unknown): string | null {
  return value === null || value === undefined ? null : new Date(Number(value)).toISOString()
}
