import type { stationFlags } from '@city/domain/api/quality.ts'
import { arrivedState, flagOfState } from '@city/domain/quality/arrivedState.ts'
import { flag, isFlag, type Flag } from '@city/domain/quality/flag.ts'
import { qualityReasons, reasonsOf, type QualityReason } from '@city/domain/quality/reasons.ts'
import { storedState } from '@city/domain/quality/storedState.ts'
import { unpackTests, type TestOutcomes } from '@city/domain/quality/tests.ts'
import { qualityFields } from '@city/domain/series/measurements.ts'
import type { SeriesRow } from '@city/domain/series/seriesStore.ts'
import type { Domain } from '@city/domain/station/station.ts'
import type { z } from 'zod'

/** A stored value with its flag and why it has it. `value` is null where the station said that it has none. */
export interface Flagged {
  time: number
  value: number | null
  flag: Flag
  state: number
  /** Undefined: there is nothing to tell beside the flag. */
  outcomes: TestOutcomes | undefined
  reasons: QualityReason[]
}

/** What a row says of a parameter; undefined: nothing. */
export function flaggedOf(
  domain: Domain,
  parameter: string,
  { time, fields }: SeriesRow,
): Flagged | undefined {
  const names = qualityFields(parameter)
  const value = fields[parameter]
  const stored = fields[names.flag] ?? flag.good
  if (typeof stored !== 'number' || !isFlag(stored)) return undefined
  if (typeof value !== 'number')
    return stored === flag.missing
      ? { time, value: null, flag: stored, state: 0, outcomes: undefined, reasons: [] }
      : undefined
  const tests = fields[names.tests]
  const { state } = storedState(domain, parameter, fields)
  const outcomes = typeof tests === 'number' && tests !== 0 ? unpackTests(tests) : undefined
  return {
    time,
    value,
    flag: stored,
    state,
    outcomes,
    reasons: outcomes ? reasonsOf(outcomes) : reasonsAtArrival(state, stored),
  }
}

/** A value that quality control has not come to yet: its device status and its range are judged on arrival. */
function reasonsAtArrival(state: number, stored: Flag): QualityReason[] {
  if (state === arrivedState.measuring) return stored >= flag.suspect ? ['range'] : []
  const none: TestOutcomes = {
    device: state,
    range: 0,
    step: 0,
    spike: 0,
    flat: 0,
    cross: 0,
    override: 0,
    clipped: 0,
  }
  return reasonsOf(none)
}

const statuses: Readonly<Record<number, '00' | '01' | '02' | 'unknown'>> = {
  [arrivedState.measuring]: '00',
  [arrivedState.calibration]: '01',
  [arrivedState.deviceFault]: '02',
  [arrivedState.unknownStatus]: 'unknown',
}

/** A value as the API tells it. */
export function pointOf(one: Flagged): z.infer<typeof stationFlags>['points'][number] | undefined {
  if (one.value === null) return undefined
  const { outcomes } = one
  return {
    ...{ time: new Date(one.time).toISOString(), value: one.value, flag: one.flag },
    status: statuses[one.state] ?? 'given',
    tests: outcomes
      ? {
          device: flagOfState(outcomes.device),
          range: outcomes.range,
          step: outcomes.step,
          spike: outcomes.spike,
          flat: outcomes.flat,
          cross: outcomes.cross,
          override: outcomes.override,
        }
      : null,
    clipped: outcomes?.clipped === 1,
    reasons: one.reasons,
  }
}

/** The reasons in words. */
export function wordsOf(
  reasons: Iterable<QualityReason>,
): Partial<Record<QualityReason, { vi: string; en: string }>> {
  return Object.fromEntries([...new Set(reasons)].map((one) => [one, qualityReasons[one]]))
}
