import { expect, test } from 'vitest'
import type { DossierSummary } from '@city/domain/api/schemas.ts'
import { balanceOf, meetsTarget, orderUnits, unitFigures } from './unitFigures.ts'

const counts: DossierSummary['counts'] = {
  received: 12,
  carried: 3,
  ended: { early: 4, on_time: 3, late: 1 },
  in_progress: { in_time: 4, overdue: 1 },
  paused: { in_time: 1, overdue: 1 },
  refused: 2,
}
const summary: DossierSummary = {
  unit: '00235',
  from: '2026-10-31T17:00:00Z',
  to: '2026-11-22T16:59:59Z',
  as_of: null,
  counts,
  indicators: [
    { code: 'K02', numerator: 9, denominator: 12, value: 0.75 },
    { code: 'K04', numerator: 7, denominator: 8, value: 0.875 },
  ],
}
const unit = (code: string, name: string) => ({ code, name })

test('brings the figures of a unit into one line', () => {
  expect(unitFigures(unit('00235', 'Đống Đa'), summary)).toEqual({
    code: '00235',
    name: 'Đống Đa',
    received: 12,
    ended: 8,
    onTime: 0.875,
    open: 7,
    overdue: 2,
    online: 0.75,
  })
})

test('what has not been answered is unknown, not zero', () => {
  expect(unitFigures(unit('00235', 'Đống Đa')).received).toBeNull()
})

test('both sides of the balance', () => {
  expect(balanceOf(counts)).toEqual({ left: 15, right: 15 })
})

test('orders by a column, unknown last both ways', () => {
  const lines = [
    { ...unitFigures(unit('1', 'Láng'), summary), onTime: 0.9 },
    { ...unitFigures(unit('2', 'Bồ Đề'), summary), onTime: null },
    { ...unitFigures(unit('3', 'Đống Đa'), summary), onTime: 0.5 },
  ]
  const codes = (down: boolean) => orderUnits(lines, '', { column: 'onTime', down }).map(({ code }) => code)
  expect(codes(true)).toEqual(['1', '3', '2'])
  expect(codes(false)).toEqual(['3', '1', '2'])
  const names = orderUnits(lines, '', { column: 'unit', down: false }).map(({ name }) => name)
  expect(names).toEqual(['Bồ Đề', 'Đống Đa', 'Láng'])
  expect(orderUnits(lines, 'dong da', { column: 'unit', down: false })).toHaveLength(1)
})

test('the share overdue is better low, all others high', () => {
  expect(meetsTarget('K04', 0.98, 1)).toBe(false)
  expect(meetsTarget('K02', 0.8, 0.8)).toBe(true)
  expect(meetsTarget('K06', 0.01, 0)).toBe(false)
  expect(meetsTarget('K06', 0, 0)).toBe(true)
  expect(meetsTarget('K04', null, 1)).toBeNull()
})
