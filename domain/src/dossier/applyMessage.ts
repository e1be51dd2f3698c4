import { replaces, snapshotKey, stepKey, type DossierSnapshot, type DossierStep } from './snapshot.ts'

/** All that is known of one dossier. Steps may be there before the snapshot: they wait for it. */
export interface DossierRecord {
  snapshot: DossierSnapshot | null
  /** When `snapshot` was taken in, ms since 1970 UTC. */
  observedAt: number
  steps: readonly DossierStep[]
  /** Keys of the snapshots taken so far, `snapshotKey`. */
  seen: ReadonlySet<string>
}

export const emptyRecord: DossierRecord = { snapshot: null, observedAt: 0, steps: [], seen: new Set() }

export type DossierChange =
  { kind: 'dossier'; snapshot: DossierSnapshot } | { kind: 'step'; step: DossierStep }

/** The record after one message member; the very same record when the member is a duplicate.
 *  Applying a member twice is applying it once, and the order of arrival does not matter, except between two
 *  corrections that differ in nothing that tells their order (see `replaces`).
 *  @param now when the member arrived, ms since 1970 UTC */
export function applyMessage(record: DossierRecord, change: DossierChange, now: number): DossierRecord {
  if (change.kind === 'step') {
    const key = stepKey(change.step)
    if (record.steps.some((step) => stepKey(step) === key)) return record
    const steps = [...record.steps, change.step].toSorted((one, other) => one.at - other.at)
    return { ...record, steps }
  }
  const key = snapshotKey(change.snapshot)
  if (record.seen.has(key)) return record
  const seen = new Set(record.seen).add(key)
  if (!replaces(record.snapshot, change.snapshot)) return { ...record, seen }
  return { ...record, seen, snapshot: change.snapshot, observedAt: now }
}
