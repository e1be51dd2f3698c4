import type { DossierSummary } from '@city/domain/api/schemas.ts'
import { matchesText } from '../../domainView/foldText.ts'

export const unitColumns = ['unit', 'received', 'ended', 'onTime', 'open', 'overdue', 'online'] as const
export type UnitColumn = (typeof unitColumns)[number]

/** One unit's line. Rates are 0…1, null without a denominator; every figure is null while nothing is known. */
export interface UnitFigures {
  code: string
  name: string
  /** phường, xã …; none for the city */
  type?: string
  received: number | null
  ended: number | null
  onTime: number | null
  open: number | null
  overdue: number | null
  online: number | null
}

/** The line of a unit from its summary; figures stay unknown without one. */
export function unitFigures(
  unit: { code: string; name: string; type?: string },
  summary?: DossierSummary,
): UnitFigures {
  if (!summary)
    return { ...unit, received: null, ended: null, onTime: null, open: null, overdue: null, online: null }
  const { received, ended, in_progress: progress, paused } = summary.counts
  const rate = (code: string) => summary.indicators.find((one) => one.code === code)?.value ?? null
  return {
    ...unit,
    received,
    ended: ended.early + ended.on_time + ended.late,
    onTime: rate('K04'),
    open: progress.in_time + progress.overdue + paused.in_time + paused.overdue,
    overdue: progress.overdue + paused.overdue,
    online: rate('K02'),
  }
}

export interface UnitOrder {
  column: UnitColumn
  down: boolean
}

/** Lines that match the text, in order; what is unknown stands last whichever way the order goes. */
export function orderUnits(lines: readonly UnitFigures[], text: string, order: UnitOrder): UnitFigures[] {
  const collator = new Intl.Collator('vi', { numeric: true })
  const byName = (one: UnitFigures, other: UnitFigures) => collator.compare(one.name, other.name)
  const { column, down } = order
  return lines
    .filter(({ name, code, type }) => matchesText(text, type, name, code))
    .toSorted((one, other) => {
      if (column === 'unit') return down ? byName(other, one) : byName(one, other)
      const [left, right] = [one[column], other[column]]
      if (left === null || right === null)
        return Number(left === null) - Number(right === null) || byName(one, other)
      return (down ? right - left : left - right) || byName(one, other)
    })
}

/** The two sides of carried + received = ended + in progress + paused. */
export function balanceOf(counts: DossierSummary['counts']): { left: number; right: number } {
  const { carried, received, ended, in_progress: progress, paused } = counts
  return {
    left: carried + received,
    right:
      ended.early +
      ended.on_time +
      ended.late +
      progress.in_time +
      progress.overdue +
      paused.in_time +
      paused.overdue,
  }
}

/** Whether an indicator meets its target; null where one of them is unknown. K06, the share overdue, is better low. */
export function meetsTarget(code: string, value: number | null, target: number | null): boolean | null {
  if (value === null || target === null) return null
  return code === 'K06' ? value <= target : value >= target
}
