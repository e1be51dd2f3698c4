import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { inTransaction } from './stateDb.ts'

test('a fault with which SQLite itself ends the transaction, as on a full disk, is thrown as it is', () => {
  const db = new DatabaseSync(':memory:')
  db.exec('CREATE TABLE one (id INTEGER PRIMARY KEY); INSERT INTO one VALUES (1)')
  const work = () =>
    inTransaction(db, () => {
      db.exec('INSERT INTO one VALUES (2)')
      db.exec('INSERT OR ROLLBACK INTO one VALUES (1)')
    })
  expect(work).toThrow(/UNIQUE constraint failed/)
  expect(db.prepare('SELECT count(*) AS count FROM one').get()).toEqual({ count: 1 })
})
