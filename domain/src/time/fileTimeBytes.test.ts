import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fileTimeReader } from './fileTime.ts'
import { timeBytesReader } from './fileTimeBytes.ts'

const digits = '0123456789'
const mark = fc.constantFrom(...digits, ...digits, ':', '-', '+', 'T', 'Z', ' ', '.', 'ư')
const start = fc.constantFrom(
  '2026-11-22T07:00:00+07:00',
  '2026-11-22 07:00:00Z',
  '2026-11-22 07:00:00',
  '2000-01-01T07:00:00+07:00',
  '2099-12-31T20:00:00-05:00',
  '2026-11-22T07:00:00.250+07:00',
  '1795305600000',
  '0946684800000',
)
/** Times that differ from each other in a few places. */
const times = fc
  .tuple(start, fc.array(fc.tuple(fc.nat(30), mark), { maxLength: 12 }))
  .map(([first, changes]) => {
    const all: string[] = [first]
    for (const [at, one] of changes) {
      const before = all.at(-1)!
      all.push(before.slice(0, at) + one + before.slice(at + 1), first)
    }
    return all
  })

test.each([undefined, '+07:00'])(
  'reads what the reader of texts reads, in any order (offset %s)',
  (offset) => {
    fc.assert(
      fc.property(times, (texts) => {
        const readText = fileTimeReader(offset)
        const readBytes = timeBytesReader(fileTimeReader(offset))
        for (const text of texts) {
          const bytes = new TextEncoder().encode(`x${text}`)
          const time = readBytes(bytes, 1, bytes.length)
          // What is no time may be left to the reader of texts, nothing else.
          if (!Number.isNaN(time) || !/[^ -~]/.test(text))
            expect([text, time]).toEqual([text, readText(text) ?? NaN])
        }
      }),
      { numRuns: 3000 },
    )
  },
)
