import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { readDeadLetters, summariseDeadLetters } from '@city/store/state/deadLettersList.ts'
import { openState } from '@city/store/state/openState.ts'
import { keepDeadLetters } from './deadLetterKeeper.ts'
import { createBook } from './pipeline/book.ts'
import { Tally } from './pipeline/tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'keeper-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const dayMs = 86_400_000

test('letters beyond age, size and number are let go as they grow, counted and said', async () => {
  const db = openState(join(folder, 'state.sqlite'))
  const gone: Record<string, number> = {}
  const said: string[] = []
  let now = 100 * dayMs
  const keeper = keepDeadLetters({
    db,
    limits: { days: 90, bytes: 10_000, letters: 600 },
    onTrimmed: (why, letters) => (gone[why] = (gone[why] ?? 0) + letters),
    now: () => now,
    log: { warn: (_: unknown, text: string) => void said.push(text) } as never,
  })
  const book = createBook(db, keeper.grown)
  const letters = (count: number, bytes: number, mark: string) =>
    Array.from({ length: count }, (_, i) => ({
      ...{ source: 'mqtt', station: null, scope: 'payload', reason: 'bad_json', detail: mark },
      ...{ raw: String(i).padStart(bytes), at: now + i },
    }))
  keeper.start()
  book.write({ tally: new Tally(), letters: letters(50, 100, 'first') })
  await nextTurn()
  expect(gone).toEqual({})

  book.write({ tally: new Tally(), letters: letters(60, 100, 'second') })
  await nextTurn()
  await nextTurn()
  // 11,000 bytes are over 10,000: down to 9,800.
  expect(gone).toEqual({ size: 12 })
  expect(readDeadLetters(db, { limit: 200 })).toHaveLength(98)

  now += 91 * dayMs
  book.write({ tally: new Tally(), letters: letters(700, 4, 'third') })
  for (let turn = 0; turn < 5; turn++) await nextTurn()
  // All of before are too old; 588 is 98 % of 600.
  expect(gone).toEqual({ size: 12, age: 98, number: 112 })
  expect(readDeadLetters(db, { limit: 1000 }).every(({ detail }) => detail === 'third')).toBe(true)
  expect(summariseDeadLetters(db).trimmed.map(({ why, letters: n }) => [why, n])).toEqual([
    ['age', 98],
    ['number', 112],
    ['size', 12],
  ])
  expect(said).toHaveLength(2)
  keeper.stop()
  db.close()
})
