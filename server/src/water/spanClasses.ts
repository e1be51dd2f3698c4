import type { WaterClasses } from '@city/domain/api/water.ts'
import { joinedStats } from '@city/domain/series/rollups.ts'
import type { WindowStats } from '@city/domain/series/seriesStore.ts'
import { findParameter, parametersOf } from '@city/domain/station/parameter.ts'
import { classifyWater, surfaceValidFromMs } from '@city/domain/water/classifyWater.ts'
import { explainClasses } from '@city/domain/water/explainClasses.ts'
import {
  surfaceDocument,
  surfaceParameters,
  surfaceValidFrom,
  type WaterBody,
} from '@city/domain/water/surfaceLimits.ts'
import { sampledParameters } from '@city/domain/water/wqiTables.ts'
import { utc } from '../http/cityTime.ts'
import type { Span } from '../series/windowFigures.ts'

/** Parameters of stations that QCVN 08:2023 judges; by id, for "mn" is a spelling of the water level too. */
export const classedParameters: readonly string[] = parametersOf('water').flatMap(({ id }) =>
  surfaceParameters.includes(id) ? [id] : [],
)

/** What is measured continuously needs so many readings: one value alone is never compared (environment.md 3.2). */
const leastReadings = 2

/** Classes of QCVN 08:2023 on the means of a span; null where it was not in force at its end.
 *  @param hours usable values (flags 1 and 2) of the hours of the span */
export function classesOfSpan(
  body: WaterBody,
  hours: readonly { stats: Readonly<Record<string, WindowStats>> }[],
  { from, to }: Span,
): WaterClasses | null {
  if (to <= surfaceValidFromMs) return null
  const means: Record<string, number> = {}
  const counts: Record<string, number> = {}
  for (const parameter of classedParameters) {
    const all = joinedStats(hours.flatMap(({ stats }) => stats[parameter] ?? []))
    if (!all || all.count < (sampledParameters.has(parameter) ? 1 : leastReadings)) continue
    means[parameter] = all.mean
    counts[parameter] = all.count
  }
  const result = classifyWater(body, means)
  return {
    ...{ document: surfaceDocument, table: body, valid_from: surfaceValidFrom, from: utc(from), to: utc(to) },
    parameters: result.parameters.map((one) => {
      const unit = findParameter('water', one.parameter)?.unit ?? ''
      return { ...one, unit, count: counts[one.parameter] ?? 0 }
    }),
    overall: result.overall,
    deciding: result.deciding,
    maxima: result.maxima,
    text: explainClasses(body, result),
  }
}
