import { expect, test } from 'vitest'
import { applyMessage, emptyRecord, type DossierRecord } from './applyMessage.ts'
import { classify } from './classify.ts'
import { decodeMessage } from './decodeMessage.ts'
import { dossierOf, type Dossier } from './dossier.ts'
import { wholeDays } from './period.ts'
import { countPeriod, figuresOf, isBalanced } from './summary.ts'
import { exampleA } from './testMessages.ts'

const july = wholeDays(Date.parse('2025-07-01T00:00:00+07:00'), Date.parse('2025-08-01T00:00:00+07:00'))
const now = Date.parse('2025-08-01T00:00:00+07:00')

function dossiersOf(messages: readonly unknown[]): Dossier[] {
  const records = new Map<string, DossierRecord>()
  for (const message of messages) {
    for (const { change } of decodeMessage(message, now).accepted) {
      const code = change.kind === 'step' ? change.step.code : change.snapshot.code
      records.set(code, applyMessage(records.get(code) ?? emptyRecord, change, now))
    }
  }
  return [...records.values()].flatMap(({ snapshot, observedAt, steps }) =>
    snapshot ? [dossierOf(snapshot, observedAt, steps, null)] : [],
  )
}

test('worked example A gives the counts of the reference', () => {
  const counts = countPeriod(dossiersOf(exampleA()), july, now)
  expect(counts).toMatchObject({
    received: 12,
    carried: 2,
    refused: 1,
    ended: { early: 4, on_time: 3, late: 1 },
    in_progress: { in_time: 1, overdue: 2 },
    paused: { in_time: 2, overdue: 1 },
    counter: 3,
    postal: 1,
  })
  expect(isBalanced(counts)).toBe(true)
})

test('worked example A gives the figures of the reference', () => {
  const figures = figuresOf(countPeriod(dossiersOf(exampleA()), july, now))
  const shown = Object.fromEntries(figures.map((one) => [one.code, [one.numerator, one.denominator]]))
  expect(shown).toEqual({
    K01: [12, null],
    K02: [8, 12],
    K03: [3, 12],
    K03P: [1, 12],
    K04: [7, 8],
    K05: [10, 14],
    K06: [3, 6],
    K09: [6, 6],
    K09R: [6, 12],
    K10: [2, 6],
    K11: [10, 12],
    K12: [6, 7],
    K13: [4, 12],
  })
  expect(figures.find((one) => one.code === 'K04')?.value).toBe(0.875)
})

test('progress before its dossier gives the same figures', () => {
  const [dossiers, steps] = exampleA()
  expect(countPeriod(dossiersOf([steps, dossiers]), july, now)).toEqual(
    countPeriod(dossiersOf([dossiers, steps]), july, now),
  )
})

test('a rate without a denominator has no value', () => {
  const figures = figuresOf(countPeriod([], july, now))
  expect(figures.filter((one) => one.denominator === 0).every((one) => one.value === null)).toBe(true)
})

test('a dossier paused in June stands as paused at the end of June, whatever came later', () => {
  const dossier = dossiersOf([
    [
      { MaHoSo: 'x', TrangThaiHoSo: 10, NgayTiepNhan: '20250602090000', NgayKetThucXuLy: '20250710090000' },
      { MaHoSo: 'x', TrangThai: 5, ThoiDiemXuLy: '20250620090000', NguoiXuLy: 'a' },
      { MaHoSo: 'x', TrangThai: 4, ThoiDiemXuLy: '20250705090000', NguoiXuLy: 'a' },
    ],
  ])[0]!
  expect(classify(dossier, Date.parse('2025-06-30T23:59:59+07:00'))).toBe('paused')
  expect(classify(dossier, Date.parse('2025-07-06T12:00:00+07:00'))).toBe('in_progress')
  expect(classify(dossier, now)).toBe('ended_on_time')
})
