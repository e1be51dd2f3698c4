import type { DatabaseSync } from 'node:sqlite'
import {
  applyMessage,
  emptyRecord,
  type DossierChange,
  type DossierRecord,
} from '@city/domain/dossier/applyMessage.ts'
import { endedCell, receivedCell } from '@city/domain/dossier/cells.ts'
import { classify, hanoiDay } from '@city/domain/dossier/classify.ts'
import { dossierOf, type Dossier } from '@city/domain/dossier/dossier.ts'
import { snapshotKey, type DossierSnapshot, type DossierStep } from '@city/domain/dossier/snapshot.ts'
import { refusalTime } from '@city/domain/dossier/summary.ts'
import { cityUnit } from '@city/domain/profile/cityProfile.ts'

/** What a member did. `units`: the units whose figures it touched, the city left out. */
export interface DossierEffect {
  kind: 'stored' | 'duplicate'
  units: string[]
}

/** Applies members of dossier messages to the database. Call inside a transaction; the same member again is a duplicate.
 *  @returns a function of the member, the unit that its dossier belongs to (null = none of the city's), and the time
 *  of arrival in ms since 1970 UTC */
export function dossierWriter(
  db: DatabaseSync,
): (change: DossierChange, unit: string | null, now: number) => DossierEffect {
  const records = recordReader(db)
  const addDay = db.prepare(
    `INSERT INTO dossier_day (unit, kind, day, cell, n) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (unit, kind, day, cell) DO UPDATE SET n = n + excluded.n`,
  )
  const addStep = db.prepare('INSERT INTO dossier_step (code, at, status, actor) VALUES (?, ?, ?, ?)')
  const addMessage = db.prepare('INSERT INTO dossier_message (code, key, at, body) VALUES (?, ?, ?, ?)')
  const upsert = db.prepare(
    `INSERT INTO dossier (code, snapshot, observed_at, unit, state, received_at, counted_at, due_at, ended_at,
       paused, pauses, supplements, received_cell, ended_cell, refused_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (code) DO UPDATE SET snapshot = excluded.snapshot, observed_at = excluded.observed_at,
       unit = excluded.unit, state = excluded.state, received_at = excluded.received_at,
       counted_at = excluded.counted_at, due_at = excluded.due_at, ended_at = excluded.ended_at,
       paused = excluded.paused, pauses = excluded.pauses, supplements = excluded.supplements,
       received_cell = excluded.received_cell, ended_cell = excluded.ended_cell, refused_at = excluded.refused_at`,
  )

  function keepMember(change: DossierChange, now: number): void {
    if (change.kind === 'step') {
      const { code, at, status, actor } = change.step
      addStep.run(code, at, status, actor)
    } else {
      const { snapshot } = change
      addMessage.run(snapshot.code, snapshotKey(snapshot), now, JSON.stringify(snapshot))
    }
  }

  function keepDossier(dossier: Dossier, key: string, observedAt: number): void {
    const { code, unitCode, receivedAt, counted, dueAt, endedAt, pauses, supplementTimes } = dossier
    const place = [code, key, observedAt, unitCode, clockFreeState(dossier), receivedAt]
    const clock = [counted ? receivedAt : null, dueAt, endedAt]
    const halts = [pauses.length > 0 ? 1 : 0, JSON.stringify(pauses), JSON.stringify(supplementTimes)]
    const ended = endedAt === null ? null : endedCell({ ...dossier, endedAt })
    upsert.run(...place, ...clock, ...halts, receivedCell(dossier), ended, refusalTime(dossier))
  }

  return (change, unit, now) => {
    const code = change.kind === 'step' ? change.step.code : change.snapshot.code
    const before = records.read(code)
    const record = applyMessage(before.record, change, now)
    if (record === before.record) return { kind: 'duplicate', units: [] }
    keepMember(change, now)
    if (!record.snapshot) return { kind: 'stored', units: [] }
    const unitCode = record.snapshot === before.record.snapshot ? before.unit : unit
    const dossier = dossierOf(record.snapshot, record.observedAt, record.steps, unitCode)
    const deltas = new Map<string, number>()
    for (const place of before.places) deltas.set(place, -1)
    for (const place of placesOf(dossier)) deltas.set(place, (deltas.get(place) ?? 0) + 1)
    for (const [place, n] of deltas) {
      if (n === 0) continue
      const [ofUnit, kind, day, cell] = place.split('|')
      addDay.run(ofUnit!, kind!, Number(day), Number(cell), n)
    }
    keepDossier(dossier, snapshotKey(record.snapshot), record.observedAt)
    const units = new Set([before.unit, unitCode].filter((one) => one !== null))
    return { kind: 'stored', units: [...units] }
  }
}

/** Reads a dossier with all that is needed to apply a member to it. */
function recordReader(db: DatabaseSync) {
  const readRow = db.prepare('SELECT snapshot, observed_at, unit FROM dossier WHERE code = ?')
  const readKeys = db.prepare('SELECT key FROM dossier_message WHERE code = ?')
  const readBody = db.prepare('SELECT body FROM dossier_message WHERE code = ? AND key = ?')
  const readSteps = db.prepare('SELECT at, status, actor FROM dossier_step WHERE code = ? ORDER BY at')
  return {
    read(code: string): { record: DossierRecord; unit: string | null; places: string[] } {
      const steps = readSteps.all(code).map((row) => ({ code, ...row }) as unknown as DossierStep)
      const row = readRow.get(code)
      const waiting = steps.length > 0 ? { ...emptyRecord, steps } : emptyRecord
      if (!row) return { record: waiting, unit: null, places: [] }
      // Our own writing, checked when it was decoded.
      const snapshot = JSON.parse(String(readBody.get(code, row.snapshot!)!.body)) as DossierSnapshot
      const observedAt = Number(row.observed_at)
      const unit = row.unit === null ? null : String(row.unit)
      const seen = new Set(readKeys.all(code).map((one) => String(one.key)))
      const places = placesOf(dossierOf(snapshot, observedAt, steps, unit))
      return { record: { snapshot, observedAt, steps, seen }, unit, places }
    },
  }
}

/** Rows of dossier_day that the dossier counts in: "unit|kind|day|cell". */
function placesOf(dossier: Dossier): string[] {
  const { unitCode, counted, receivedAt, endedAt } = dossier
  const places: string[] = []
  const units = unitCode === null || unitCode === cityUnit ? [cityUnit] : [cityUnit, unitCode]
  const refusedAt = refusalTime(dossier)
  for (const unit of units) {
    const put = (kind: string, time: number, cell: number) =>
      places.push(`${unit}|${kind}|${hanoiDay(time)}|${cell}`)
    if (refusedAt !== null) put('refused', refusedAt, 0)
    if (!counted || receivedAt === null) continue
    put('in', receivedAt, 0)
    put('received', receivedAt, receivedCell(dossier))
    if (endedAt === null) continue
    put('out', endedAt, 0)
    put('ended', endedAt, endedCell({ ...dossier, endedAt }))
  }
  return places
}

/** The state at the end of all time, with the one that moves with the clock set back. */
function clockFreeState(dossier: Dossier): string {
  const state = classify(dossier, Number.MAX_SAFE_INTEGER)
  return state === 'in_progress_overdue' ? 'in_progress' : state
}

/** Notes that a dossier message came at `at`, ms since 1970 UTC. */
export function noteDossierMessage(db: DatabaseSync, at: number): void {
  db.prepare(
    `INSERT INTO dossier_feed (id, newest_at) VALUES (1, ?)
     ON CONFLICT (id) DO UPDATE SET newest_at = max(newest_at, excluded.newest_at)`,
  ).run(at)
}
