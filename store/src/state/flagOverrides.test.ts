import { expect, test } from 'vitest'
import { addOverride, readOverride, readOverrides, withdrawOverride } from './flagOverrides.ts'
import { openState } from './openState.ts'

const decision = {
  ...{ station: 'AQ-01', parameter: 'pm25', from: 1000, to: 2000, flag: 1 as const },
  ...{ reason: 'fireworks, seen by the camera', by: 'Lan', at: 5000 },
}

test('a decision is found by its span, and one that was withdrawn stays with who did it and why', () => {
  const db = openState(':memory:')
  const id = addOverride(db, decision)
  const span = { station: 'AQ-01', from: 1999, to: 3000 }
  expect(readOverrides(db, span, true)).toEqual([{ ...decision, id, withdrawn: null }])
  expect(readOverrides(db, { ...span, from: 2000 })).toEqual([])
  expect(readOverrides(db, { ...span, parameter: 'pm10' })).toEqual([])
  withdrawOverride(db, id, { at: 6000, by: 'Minh', reason: 'wrong day' })
  withdrawOverride(db, id, { at: 7000, by: 'Hoa', reason: 'again' })
  expect(readOverrides(db, span, true)).toEqual([])
  const withdrawn = { at: 6000, by: 'Minh', reason: 'wrong day' }
  expect(readOverrides(db, span)).toEqual([{ ...decision, id, withdrawn }])
  expect(readOverride(db, 'AQ-02', id)).toBeUndefined()
  db.close()
})
