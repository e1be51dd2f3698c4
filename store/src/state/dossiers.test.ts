import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DossierChange } from '@city/domain/dossier/applyMessage.ts'
import { applyMessage, emptyRecord, type DossierRecord } from '@city/domain/dossier/applyMessage.ts'
import { decodeMessage } from '@city/domain/dossier/decodeMessage.ts'
import { dossierOf } from '@city/domain/dossier/dossier.ts'
import { wholeDays } from '@city/domain/dossier/period.ts'
import type { DossierStatus } from '@city/domain/dossier/status.ts'
import { countPeriod, isBalanced } from '@city/domain/dossier/summary.ts'
import { exampleA, snapshotWith } from '@city/domain/dossier/testMessages.ts'
import { cityUnit } from '@city/domain/profile/cityProfile.ts'
import { dossierTables } from './dossiers.ts'
import { listDossiers, statesOf } from './dossiersList.ts'
import { newestDossierMessage, readDossierSummary, readPeriodCounts } from './dossiersSummary.ts'
import { dossierWriter, noteDossierMessage } from './dossiersWrite.ts'

const now = Date.parse('2025-08-01T00:00:00+07:00')
const july = wholeDays(Date.parse('2025-07-01T00:00:00+07:00'), now)
const baDinh = '00004'

function openEmpty(): DatabaseSync {
  const db = new DatabaseSync(':memory:')
  db.exec(dossierTables)
  return db
}

function withExampleA(): DatabaseSync {
  const db = openEmpty()
  const write = dossierWriter(db)
  for (const message of exampleA())
    for (const { change } of decodeMessage(message, now).accepted) write(change, baDinh, now)
  noteDossierMessage(db, now)
  return db
}

test('worked example A is summed as in the reference, for the unit and for the city', () => {
  const db = withExampleA()
  for (const unit of [baDinh, cityUnit]) {
    const summary = readDossierSummary(db, unit, july, now)
    expect(summary.counts).toEqual({
      received: 12,
      carried: 2,
      ended: { early: 4, on_time: 3, late: 1 },
      in_progress: { in_time: 1, overdue: 2 },
      paused: { in_time: 2, overdue: 1 },
      refused: 1,
    })
    expect(summary.indicators.find((one) => one.code === 'K05')).toMatchObject({
      numerator: 10,
      denominator: 14,
    })
    expect(summary.as_of).toBe('2025-07-31T17:00:00.000Z')
  }
  expect(readDossierSummary(db, '00008', july, now).counts.received).toBe(0)
})

test('before any message numbers of dossiers are unknown, not zero', () => {
  const summary = readDossierSummary(openEmpty(), cityUnit, july, now)
  expect(summary.as_of).toBeNull()
  expect(summary.indicators.every((one) => one.value === null)).toBe(true)
})

test('the same message again changes nothing', () => {
  const db = withExampleA()
  const before = readPeriodCounts(db, cityUnit, july, now)
  const write = dossierWriter(db)
  const again = exampleA().flatMap((message) => decodeMessage(message, now).accepted)
  expect(again.every(({ change }) => write(change, baDinh, now).kind === 'duplicate')).toBe(true)
  expect(readPeriodCounts(db, cityUnit, july, now)).toEqual(before)
})

test('a dossier that moves to another unit leaves the first', () => {
  const db = openEmpty()
  const write = dossierWriter(db)
  const receivedAt = Date.parse('2025-07-02T09:00:00+07:00')
  write({ kind: 'dossier', snapshot: snapshotWith({ receivedAt }) }, baDinh, now)
  const moved = write(
    { kind: 'dossier', snapshot: snapshotWith({ receivedAt, updating: true }) },
    '00008',
    now,
  )
  expect(moved.units.toSorted()).toEqual([baDinh, '00008'])
  expect(readPeriodCounts(db, baDinh, july, now).received).toBe(0)
  expect(readPeriodCounts(db, '00008', july, now).received).toBe(1)
  expect(readPeriodCounts(db, cityUnit, july, now).received).toBe(1)
})

test('the list pages through all dossiers once, the newest first', () => {
  const db = withExampleA()
  const codes: string[] = []
  let after: string | undefined
  do {
    const page = listDossiers(db, { limit: 4, now, ...(after === undefined ? {} : { after }) })
    codes.push(...page.items.map((item) => item.code))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(codes).toHaveLength(15)
  expect(new Set(codes).size).toBe(15)
  expect(codes[0]).toBe('H26.01-250730-0015')
})

test('the list of overdue dossiers holds the three of example A', () => {
  const page = listDossiers(withExampleA(), { unit: baDinh, states: statesOf('overdue')!, limit: 10, now })
  expect(page.items.map((item) => [item.code, item.state])).toEqual([
    ['H26.01-250714-0005', 'in_progress_overdue'],
    ['H26.01-250711-0006', 'paused_overdue'],
    ['H26.01-250627-0012', 'in_progress_overdue'],
  ])
  expect(page.next).toBeNull()
  expect(statesOf('nonsense')).toBeUndefined()
})

test('the newest message time never goes back', () => {
  const db = openEmpty()
  expect(newestDossierMessage(db)).toBeNull()
  noteDossierMessage(db, 2000)
  noteDossierMessage(db, 1000)
  expect(newestDossierMessage(db)).toBe(2000)
})

const instant = fc.integer({ min: july.from - 40 * 86_400_000, max: july.to + 40 * 86_400_000 })
const status = fc.constantFrom<DossierStatus>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
const code = fc.constantFrom('H26.01-250701-0001', 'H26.01-250701-0002', 'H26.01-250701-0003')
const step = fc
  .record({ code, at: instant, status, actor: fc.constantFrom('a', 'b') })
  .map((one): DossierChange => ({ kind: 'step', step: one }))
const optionalTime = fc.option(instant)
const snapshot = fc
  .record({
    code,
    status,
    receivedAt: optionalTime,
    dueAt: optionalTime,
    endedAt: optionalTime,
    updating: fc.boolean(),
  })
  .map((one): DossierChange => ({ kind: 'dossier', snapshot: snapshotWith(one) }))

test('sums equal the count over the dossiers themselves, and balance, whatever was sent', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(step, snapshot), { maxLength: 40 }),
      instant,
      instant,
      (changes, one, other) => {
        const period = wholeDays(Math.min(one, other), Math.max(one, other))
        const db = openEmpty()
        const write = dossierWriter(db)
        const records = new Map<string, DossierRecord>()
        for (const change of changes) {
          const key = change.kind === 'step' ? change.step.code : change.snapshot.code
          records.set(key, applyMessage(records.get(key) ?? emptyRecord, change, now))
          write(change, baDinh, now)
        }
        const dossiers = [...records.values()].flatMap((record) =>
          record.snapshot ? [dossierOf(record.snapshot, record.observedAt, record.steps, baDinh)] : [],
        )
        const counts = readPeriodCounts(db, baDinh, period, now)
        expect(counts).toEqual(countPeriod(dossiers, period, now))
        expect(readPeriodCounts(db, cityUnit, period, now)).toEqual(counts)
        expect(isBalanced(counts)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})
