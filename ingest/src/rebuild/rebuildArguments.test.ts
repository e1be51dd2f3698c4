import { expect, test } from 'vitest'
import { parseRebuildArguments } from './rebuildArguments.ts'

const stations = new Set(['AQ-01'])
const now = Date.parse('2026-11-22T08:10:00Z')
const parse = (...args: string[]) => parseRebuildArguments(args, stations, now)

test('days are days of Hanoi, the last one not included', () => {
  expect(parse('--from', '2026-01-01', '--to', '2026-02-01')).toEqual({
    from: Date.parse('2025-12-31T17:00:00Z'),
    to: Date.parse('2026-01-31T17:00:00Z'),
    station: undefined,
  })
})

test('moments carry their offset, and the future has nothing to rebuild', () => {
  expect(parse('--from', '2026-11-22T06:00:00+07:00', '--to', '2030-01-01', '--station', 'AQ-01')).toEqual({
    from: Date.parse('2026-11-21T23:00:00Z'),
    to: now,
    station: 'AQ-01',
  })
})

test.each([
  [['--from', '2026-01-01'], '--from and --to are both needed'],
  [['--from', '2026-02-30', '--to', '2026-03-05'], '--from: "2026-02-30" is no day'],
  [['--from', 'yesterday', '--to', '2026-03-05'], '--from: "yesterday" is no day'],
  [['--from', '2026-01-01T00:00:00', '--to', '2026-03-05'], 'no moment with its offset'],
  [['--from', '2026-03-05', '--to', '2026-03-05'], '--from must be before --to'],
  [['--from', '2027-01-01', '--to', '2027-02-01'], 'lies in the future'],
  [['--from', '2026-01-01', '--to', '2026-02-01', '--station', 'AQ-99'], 'no station "AQ-99"'],
  [['--from', '2026-01-01', '--to', '2026-02-01', '--force'], "Unknown option '--force'"],
  [['2026-01-01'], 'Unexpected argument'],
])('%j is refused with a reason', (args, reason) => {
  expect(() => parse(...args)).toThrow(reason)
})
