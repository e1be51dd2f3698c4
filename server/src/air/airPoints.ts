import type { AirComparison } from '@city/domain/air/airComparison.ts'
import type { ComparedWithLimit } from '@city/domain/air/airLimits.ts'
import { compareDay, compareHour } from '@city/domain/air/airComparison.ts'
import { dailyAqiAt, dayHours } from '@city/domain/air/dailyAqi.ts'
import { explainDay, formulaOfDay } from '@city/domain/air/explainDay.ts'
import { explainHour, formulaOfHour } from '@city/domain/air/explainHour.ts'
import { hourlyAqiAt, isPm, nowCastHours, type Aqi } from '@city/domain/air/hourlyAqi.ts'
import type { HourTrack } from '@city/domain/air/hourTrack.ts'
import { usAqiMethod } from '@city/domain/air/usAqi.ts'
import type { AirReference, LimitComparison } from '@city/domain/api/air.ts'
import type { StationAqi } from '@city/domain/api/schemas.ts'
import { hourMs } from '@city/domain/time/hanoiTime.ts'
import type { IndexChange } from '@city/store/state/indexRevisions.ts'
import { utc } from '../http/cityTime.ts'

type Point = StationAqi['points'][number]

/** One hour of the answer. @param hour its start, ms since 1970 UTC */
export function hourPoint(track: HourTrack, hour: number, revised: IndexChange | undefined): Point {
  const result = hourlyAqiAt(track, hour)
  return {
    ...pointOf(hour, result, compareHour(track, hour), revised),
    explain: {
      ...explained(result, (parameter) => (isPm(parameter) ? nowCastHours : 1)),
      hours_missing: mapped(result.missingAges, (ages) => ages.map((age) => utc(hour - age * hourMs))),
      weights: result.weights,
      partial: [],
      formula: formulaOfHour(result),
      text: explainHour(result),
    },
  }
}

/** One day of the answer. @param day its start in Hanoi, ms since 1970 UTC */
export function dayPoint(track: HourTrack, day: number, revised: IndexChange | undefined): Point {
  const result = dailyAqiAt(track, day)
  return {
    ...pointOf(day, result, compareDay(track, day), revised),
    explain: {
      ...explained(result, () => dayHours),
      hours_missing: mapped(result.missingHours, (hours) => hours.map((hour) => utc(day + hour * hourMs))),
      weights: {},
      partial: result.partial,
      formula: formulaOfDay(result),
      text: explainDay(result),
    },
  }
}

/** A comparison as the answer gives it. */
export function limitOf({ limit, value, exceeded }: ComparedWithLimit): LimitComparison {
  const { parameter, window, limit: level, document, validFrom, mark } = limit
  return { parameter, window, limit: level, value, exceeded, document, valid_from: validFrom, mark }
}

function pointOf(
  time: number,
  { aqi, band, main, subIndices }: Aqi,
  comparison: AirComparison,
  revised: IndexChange | undefined,
): Omit<Point, 'explain'> {
  return {
    ...{ time: utc(time), aqi, band, main, sub_indices: subIndices },
    revised: revised ? { at: utc(revised.at), was: revised.was } : null,
    limits: comparison.limits.map(limitOf),
    reference: referenceOf(comparison),
  }
}

function referenceOf({ us, who }: AirComparison): AirReference {
  const us_aqi = us
    ? { value: us.value, main: us.main, sub_indices: us.subIndices, method: usAqiMethod }
    : null
  return { us_aqi, who }
}

function explained(result: Aqi, needed: (parameter: keyof Aqi['hoursUsed']) => number) {
  return {
    method: result.method,
    hours_used: result.hoursUsed,
    hours_needed: Object.fromEntries(
      (Object.keys(result.hoursUsed) as (keyof Aqi['hoursUsed'])[]).map((one) => [one, needed(one)]),
    ),
    concentrations: result.concentrations,
    sub_indices_unrounded: result.unrounded,
    over_range: result.overRange,
  }
}

function mapped<Value, Result>(
  values: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  const result: Record<string, Result> = {}
  for (const key in values) result[key] = map(values[key]!)
  return result
}
