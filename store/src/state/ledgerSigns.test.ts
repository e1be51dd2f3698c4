import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ledgerWriter } from './ledger.ts'
import { readLedgerSigns } from './ledgerSigns.ts'
import { openState } from './openState.ts'
import type { StateDb } from './stateDb.ts'

let folder: string
let db: StateDb
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  db = openState(join(folder, 'state.sqlite'))
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

const row = (station: string, hour: number, received: number, stored: number, waiting = 0) => ({
  source: 'mqtt',
  station,
  hour,
  received,
  stored,
  duplicate: 0,
  rejected: 0,
  waiting,
})

test('a ledger that balances has nothing to say but what waits', () => {
  const add = ledgerWriter(db)
  add(row('A', 0, 10, 10))
  add(row('B', 3_600_000, 10, 7, 3))
  expect(readLedgerSigns(db)).toEqual({ waiting: 3, unbalanced: 0, oldestUnbalanced: null })
  add(row('B', 3_600_000, 0, 3, -3))
  expect(readLedgerSigns(db)).toEqual({ waiting: 0, unbalanced: 0, oldestUnbalanced: null })
})

test('counts the rows that do not balance and knows the oldest', () => {
  const add = ledgerWriter(db)
  add(row('A', 3_600_000, 10, 9))
  add(row('A', 7_200_000, 10, 11))
  expect(readLedgerSigns(db)).toEqual({ waiting: 0, unbalanced: 2, oldestUnbalanced: 3_600_000 })
})

test('reads the indexes, not the ledger', () => {
  const plan = (where: string) =>
    db
      .prepare(`EXPLAIN QUERY PLAN SELECT count(*) FROM ledger WHERE ${where}`)
      .all()
      .map(({ detail }) => String(detail))
      .join()
  expect(plan('waiting <> 0')).toContain('ledger_waiting')
  expect(plan('received <> stored + duplicate + rejected + waiting')).toContain('ledger_unbalanced')
})
