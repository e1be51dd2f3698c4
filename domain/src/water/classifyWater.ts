import { parseTime } from '../time/parseTime.ts'
import {
  classLimits,
  healthMaxima,
  surfaceValidFrom,
  waterClassOrder,
  type ClassLimits,
  type Mark,
  type WaterBody,
  type WaterClass,
} from './surfaceLimits.ts'

/** below_D: dissolved oxygen under the limit of class D, "dưới mức D". */
export type JudgedClass = WaterClass | 'below_D'

export interface ClassedParameter {
  parameter: string
  mean: number
  class: JudgedClass
  /** Limits in words of numbers, e.g. "≤ 4" or "6.5–8.5". */
  limits: Record<WaterClass, string>
  /** How well the limit is verified that decided the class. */
  mark: Mark
}

export interface WaterClassification {
  parameters: ClassedParameter[]
  /** Worst class of the measured parameters [P]; null without any. */
  overall: JudgedClass | null
  /** The parameters that have it. */
  deciding: string[]
  /** Table 1. */
  maxima: { parameter: string; unit: string; mean: number; limit: number; exceeded: boolean; mark: Mark }[]
}

const order: readonly JudgedClass[] = [...waterClassOrder, 'below_D']

/** Start of the first day on which QCVN 08:2023 holds, ms since 1970 UTC. */
export const surfaceValidFromMs = parseTime(`${surfaceValidFrom}T00:00:00+07:00`)!

/** Classes of a water body, QCVN 08:2023/BTNMT (environment.md 3.2).
 *  @param means of a month or a campaign, never single readings; canonical units */
export function classifyWater(body: WaterBody, means: Readonly<Record<string, number>>): WaterClassification {
  const parameters = classLimits[body].flatMap((row): ClassedParameter[] => {
    const mean = means[row.parameter]
    if (mean === undefined) return []
    const judged = classOf(row, Number(mean.toPrecision(12)))
    const mark = row.marks[judged === 'below_D' ? 'D' : judged]
    return [{ parameter: row.parameter, mean, class: judged, limits: limitTexts(row), mark }]
  })
  const worst = Math.max(...parameters.map((one) => order.indexOf(one.class)))
  const overall = order[worst] ?? null
  return {
    parameters,
    overall,
    deciding: parameters.filter((one) => one.class === overall).map(({ parameter }) => parameter),
    maxima: healthMaxima.flatMap(({ parameter, unit, limit, mark }) => {
      const mean = means[parameter]
      if (mean === undefined) return []
      return [{ parameter, unit, mean, limit, exceeded: Number(mean.toPrecision(12)) > limit, mark }]
    }),
  }
}

function classOf({ limits }: ClassLimits, value: number): JudgedClass {
  if (limits.kind === 'within') {
    return waterClassOrder.slice(0, 3).find((one) => isWithin(limits[one as 'A' | 'B' | 'C'], value)) ?? 'D'
  }
  if (limits.kind === 'atLeast') return waterClassOrder.find((one) => value >= limits[one]) ?? 'below_D'
  if (value <= limits.A) return 'A'
  if (value <= limits.B) return 'B'
  return limits.C === null || value <= limits.C ? 'C' : 'D'
}

function isWithin([low, high]: readonly [number, number], value: number): boolean {
  return value >= low && value <= high
}

function limitTexts({ limits }: ClassLimits): Record<WaterClass, string> {
  if (limits.kind === 'within') {
    const [low, high] = limits.C
    const text = ([from, to]: readonly [number, number]) => `${from.toFixed(1)}–${to.toFixed(1)}`
    const D = `< ${low.toFixed(1)}, > ${high.toFixed(1)}`
    return { A: text(limits.A), B: text(limits.B), C: text(limits.C), D }
  }
  if (limits.kind === 'atLeast')
    return { A: `≥ ${limits.A}`, B: `≥ ${limits.B}`, C: `≥ ${limits.C}`, D: `≥ ${limits.D}` }
  const { A, B, C } = limits
  const rest = C === null ? { C: `> ${B}`, D: `> ${B}` } : { C: `≤ ${C}`, D: `> ${C}` }
  return { A: `≤ ${A}`, B: `≤ ${B}`, ...rest }
}
