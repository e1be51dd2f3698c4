import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { deadLetterWriter, readDeadLetter, removeDeadLetters, type NewDeadLetter } from './deadLetters.ts'
import { letGoOfDeadLetters, sizeOfDeadLetters } from './deadLettersTrim.ts'
import {
  countDeadLetters,
  countDeadLettersByReason,
  readDeadLetterPlaces,
  readDeadLetters,
  summariseDeadLetters,
} from './deadLettersList.ts'
import { openState } from './openState.ts'

const folder = mkdtempSync(join(tmpdir(), 'letters-'))
let files = 0
const freshPath = () => join(folder, `${files++}.sqlite`)
const fresh = () => openState(freshPath())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const letter = (more: Partial<NewDeadLetter> = {}): NewDeadLetter => ({
  ...{ source: 'mqtt', station: 'X', scope: 'reading', reason: 'unknown_station', detail: 'X' },
  ...{ raw: '{"ts":1}', at: 1000 },
  ...more,
})

test('content is kept byte by byte, NUL and invalid UTF-8 included', () => {
  const db = fresh()
  const raw = Buffer.from([0x00, 0xff, 0xfe, 0x22, 0xc3, 0x28, 0x00])
  deadLetterWriter(db)(letter({ raw, domain: 'air', station: 'a\u0000<script>', detail: '\u0000"' }))
  const [row] = readDeadLetters(db, { limit: 10 })
  expect(Buffer.from(row!.raw)).toEqual(raw)
  expect(row).toMatchObject({ domain: 'air', station: 'a␀<script>', detail: '␀"', size: 7, count: 1 })
})

test('an empty payload is a letter too', () => {
  const db = fresh()
  for (const raw of ['', new Uint8Array(), Buffer.alloc(0)]) deadLetterWriter(db)(letter({ raw }))
  expect(readDeadLetters(db, { limit: 10 })).toMatchObject([{ raw: new Uint8Array(), size: 0, count: 3 }])
})

test('the same thing again is one letter that counts, seen last at the later time', () => {
  const db = fresh()
  const add = deadLetterWriter(db)
  expect([1000, 3000, 2000].map((at) => add(letter({ at })))).toEqual([8, undefined, undefined])
  expect(readDeadLetters(db, { limit: 10 })).toMatchObject([{ count: 3, firstAt: 1000, lastAt: 3000 }])
  add(letter({ domain: 'rain' }))
  expect(countDeadLetters(db, {})).toBe(2)
})

test('at most 64 KiB are kept, the size is whole, and a name of 10 kB is cut', () => {
  const db = fresh()
  const raw = Buffer.alloc(100_000, 'x')
  expect(deadLetterWriter(db)(letter({ raw, station: 'n'.repeat(10_240) }))).toBe(65_536)
  const [row] = readDeadLetters(db, { limit: 1 })
  expect([row!.raw.length, row!.size, row!.station!.length]).toEqual([65_536, 100_000, 1000])
})

test('filters choose by reason, source, station and when it came last', () => {
  const db = fresh()
  const add = deadLetterWriter(db)
  for (let at = 0; at < 10; at++)
    add(
      letter({
        at,
        raw: `{"ts":${at}}`,
        ...(at % 2 ? { source: 'folder' } : {}),
        ...(at < 3 ? { station: 'Y' } : {}),
      }),
    )
  add(letter({ at: 4, reason: 'bad_json', scope: 'payload' }))
  const timesOf = (filter: object) =>
    readDeadLetters(db, { limit: 100, ...filter }).map(({ lastAt }) => lastAt)
  expect(timesOf({ source: 'folder' })).toEqual([9, 7, 5, 3, 1])
  expect(timesOf({ station: 'Y', source: 'mqtt' })).toEqual([2, 0])
  expect(timesOf({ reason: 'bad_json' })).toEqual([4])
  expect(timesOf({ from: 3, to: 6 })).toEqual([5, 4, 4, 3])
  expect(countDeadLetters(db, { source: 'mqtt', from: 4 })).toBe(4)
  const after = { lastAt: 7, id: 'ffff' }
  expect(readDeadLetterPlaces(db, { limit: 10, after }).map(({ lastAt }) => lastAt)).toEqual([8, 9])
  expect(summariseDeadLetters(db)).toEqual({
    total: 11,
    oldestAt: 0,
    by: [
      { reason: 'unknown_station', source: 'folder', letters: 5, count: 5, firstAt: 1, lastAt: 9 },
      { reason: 'unknown_station', source: 'mqtt', letters: 5, count: 5, firstAt: 0, lastAt: 8 },
      { reason: 'bad_json', source: 'mqtt', letters: 1, count: 1, firstAt: 4, lastAt: 4 },
    ],
    trimmed: [],
  })
  expect([...countDeadLettersByReason(db)]).toEqual([
    ['bad_json', 1],
    ['unknown_station', 10],
  ])
})

test('letters go by age, by size and by number, least lately seen first, and it is booked', () => {
  const db = fresh()
  const add = deadLetterWriter(db)
  for (let at = 1; at <= 10; at++) add(letter({ at, raw: `${at}`.padStart(100) }))
  add(letter({ at: 50, raw: '1'.padStart(100) }))
  expect(sizeOfDeadLetters(db)).toEqual({ letters: 10, bytes: 1000 })
  const bounds = { since: 4, bytes: 600, letters: 5 }
  const first = letGoOfDeadLetters(db, bounds, sizeOfDeadLetters(db), 99, 3)
  expect([[...first.trimmed], first.left]).toEqual([
    [
      ['age', 2],
      ['size', 1],
    ],
    { letters: 7, bytes: 700 },
  ])
  const second = letGoOfDeadLetters(db, bounds, first.left, 100, 100)
  expect([...second.trimmed]).toEqual([
    ['size', 1],
    ['number', 1],
  ])
  expect(readDeadLetters(db, { limit: 10 }).map(({ lastAt }) => lastAt)).toEqual([50, 10, 9, 8, 7])
  expect(summariseDeadLetters(db).trimmed).toEqual([
    { why: 'age', letters: 2, lastAt: 99 },
    { why: 'number', letters: 1, lastAt: 100 },
    { why: 'size', letters: 2, lastAt: 100 },
  ])
})

test('a folder of an earlier version opens, its letters stay and are found by the same id', () => {
  const path = freshPath()
  const before = new DatabaseSync(path)
  before.exec(`
    CREATE TABLE dead_letter (
      id TEXT PRIMARY KEY, source TEXT NOT NULL, station TEXT, scope TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
      first_at INTEGER NOT NULL, last_at INTEGER NOT NULL, count INTEGER NOT NULL, size INTEGER NOT NULL, raw TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX dead_letter_last ON dead_letter (last_at, id);
    INSERT INTO dead_letter VALUES ('abc', 'mqtt', NULL, 'payload', 'bad_json', 'd', 1, 2, 3, 9, 'độ'), ('def', 'http', 'X', 'reading', 'bad_time', '', 1, 1, 1, 2, '{}');
  `)
  before.close()
  for (let opened = 0; opened < 2; opened++) {
    const db = openState(path)
    expect(readDeadLetter(db, 'abc')).toEqual({
      ...{ id: 'abc', source: 'mqtt', station: null, domain: null, scope: 'payload', reason: 'bad_json' },
      ...{ detail: 'd', firstAt: 1, lastAt: 2, count: 3, size: 9, raw: new Uint8Array(Buffer.from('độ')) },
    })
    expect(sizeOfDeadLetters(db)).toEqual({ letters: 2, bytes: Buffer.byteLength('độ{}') })
    db.close()
  }
  const db = openState(path)
  removeDeadLetters(db, ['abc', 'def', 'gone'])
  expect(countDeadLetters(db, {})).toBe(0)
  db.close()
})
