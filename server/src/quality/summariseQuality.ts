import type { parameterQuality, flaggedSpan } from '@city/domain/api/quality.ts'
import { countsInMean, flag } from '@city/domain/quality/flag.ts'
import type { QualityReason } from '@city/domain/quality/reasons.ts'
import type { z } from 'zod'
import type { Flagged } from './readFlagged.ts'

type Quality = z.infer<typeof parameterQuality>
export type FlaggedSpan = z.infer<typeof flaggedSpan>

/** Counts of one parameter. @param expected values that the interval promises; more never hurts */
export function countQuality(
  { id, unit }: { id: string; unit: string },
  values: readonly Flagged[],
  expected: number,
): Quality {
  const flags: Quality['flags'] = { 1: 0, 2: 0, 3: 0, 4: 0, 9: 0 }
  const reasons: Partial<Record<QualityReason, number>> = {}
  let [there, usable] = [0, 0]
  for (const one of values) {
    if (one.value === null) continue
    there++
    if (countsInMean(one.flag)) usable++
    flags[one.flag]++
    for (const reason of one.reasons) reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  flags[flag.missing] += Math.max(0, expected - there)
  const completeness = expected === 0 ? 0 : Math.min(1, usable / expected)
  return { id, unit, expected, values: there, usable, completeness, flags, reasons }
}

/** Stretches of values in a row that are flagged 3, 4 or 9, or were decided by hand, for the same reasons.
 *  @param gapMs a gap longer than this ends a stretch */
export function flaggedSpans(parameter: string, values: readonly Flagged[], gapMs: number): FlaggedSpan[] {
  const spans: FlaggedSpan[] = []
  let open: { span: FlaggedSpan; key: string; last: number } | undefined
  for (const { time, flag: own, reasons } of values) {
    if (own < flag.suspect && !reasons.includes('override')) {
      open = undefined
      continue
    }
    const key = `${own} ${reasons.join(' ')}`
    const at = new Date(time).toISOString()
    if (open && open.key === key && time - open.last <= gapMs) {
      open.span.to = at
      open.span.values++
      open.last = time
      continue
    }
    open = { span: { parameter, from: at, to: at, flag: own, reasons, values: 1 }, key, last: time }
    spans.push(open.span)
  }
  return spans
}
