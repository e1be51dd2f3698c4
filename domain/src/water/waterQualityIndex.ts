import { doPercent, saturatedDo } from './doSaturation.ts'
import { wqiBandOf, type WqiBand } from './wqiBands.ts'
import { roundHalfUp, wqiCore, wqiMethod, type WqiFormula } from './wqiFormula.ts'
import {
  wqiGroups,
  wqiParameters,
  wqiSubIndex,
  wqiTables,
  type WqiGroup,
  type WqiParameter,
} from './wqiTables.ts'

/** VN_WQI of one hour, day or campaign with everything that explains it. */
export interface WaterIndex {
  method: string
  formula: WqiFormula
  /** Rounded index 0–100; null without three parameters of group IV (environment.md 2.3). */
  wqi: number | null
  unrounded: number | null
  band: WqiBand | null
  /** False: provisional, never to be shown as VN_WQI of the Decision. */
  official: boolean
  /** Groups without data, of which the Decision asks for at least three. */
  missingGroups: WqiGroup[]
  /** The parameter with the lowest sub-index. */
  lowest: WqiParameter | null
  /** Unrounded. */
  subIndices: Partial<Record<WqiParameter, number>>
  /** I: pH; II, III: geometric means; IV, V: arithmetic means; 0–100. */
  groups: Partial<Record<WqiGroup, { value: number; parameters: WqiParameter[] }>>
  /** What DO in % was computed from; null when it was not. */
  doSaturation: { percent: number; do: number; temp: number; saturated: number } | null
}

export interface WqiRules {
  formula: WqiFormula
  /** Groups that must be there besides IV, e.g. III for waters with metal pollution [U]. */
  requiredGroups: readonly WqiGroup[]
}

export const usualWqiRules: WqiRules = { formula: 'unweighted', requiredGroups: [] }

/** The Decision asks for so many of the five groups, and for so many parameters of group IV (environment.md 2.3 [V2]). */
export const leastGroups = 3
export const leastOrganic = 3

/** VN_WQI, Decision 1460/QĐ-TCMT (environment.md 2.3). A group without data contributes the factor 1.
 *  @param means canonical units: `do` mg/L with `temp` °C, or `do_sat` % as the station reports it; keys that are no
 *  parameter of the index are ignored */
export function waterQualityIndex(
  means: Readonly<Record<string, number>>,
  { formula, requiredGroups }: WqiRules = usualWqiRules,
): WaterIndex {
  const doSaturation = saturationOf(means)
  const values = doSaturation ? { ...means, do_sat: doSaturation.percent } : means
  const subIndices: WaterIndex['subIndices'] = {}
  for (const parameter of wqiParameters) {
    const value = values[parameter]
    if (value !== undefined) subIndices[parameter] = wqiSubIndex(parameter, value)
  }
  const groups = groupsOf(subIndices)
  const missingGroups = wqiGroups.filter((group) => !groups[group])
  const unrounded = finalValue(formula, groups)
  const wqi = unrounded === null ? null : roundHalfUp(unrounded)
  const enough = wqiGroups.length - missingGroups.length >= leastGroups
  return {
    method: wqiMethod(formula),
    formula,
    wqi,
    unrounded,
    band: wqi === null ? null : wqiBandOf(wqi).band,
    official: wqi !== null && enough && requiredGroups.every((group) => groups[group]),
    missingGroups,
    lowest: lowestOf(subIndices),
    subIndices,
    groups,
    doSaturation,
  }
}

function saturationOf({ do: dissolved, temp }: Readonly<Record<string, number>>): WaterIndex['doSaturation'] {
  if (dissolved === undefined || temp === undefined) return null
  return { percent: doPercent(dissolved, temp), do: dissolved, temp, saturated: saturatedDo(temp) }
}

function groupsOf(subIndices: WaterIndex['subIndices']): WaterIndex['groups'] {
  const groups: WaterIndex['groups'] = {}
  for (const group of wqiGroups) {
    const parameters = wqiParameters.filter(
      (one) => wqiTables[one].group === group && subIndices[one] !== undefined,
    )
    if (parameters.length === 0) continue
    const all = parameters.map((one) => subIndices[one]!)
    const isGeometric = group === 'II' || group === 'III'
    const value = isGeometric
      ? 100 * all.reduce((product, one) => product * (one / 100), 1) ** (1 / all.length)
      : all.reduce((sum, one) => sum + one, 0) / all.length
    groups[group] = { value, parameters }
  }
  return groups
}

function finalValue(formula: WqiFormula, groups: WaterIndex['groups']): number | null {
  const { IV } = groups
  if (!IV || IV.parameters.length < leastOrganic) return null
  const factors = [groups.I, groups.II, groups.III].map((group) => (group ? group.value / 100 : 1))
  return factors.reduce((product, one) => product * one, wqiCore(formula, IV.value, groups.V?.value))
}

function lowestOf(subIndices: WaterIndex['subIndices']): WqiParameter | null {
  let lowest: WqiParameter | null = null
  for (const parameter of wqiParameters) {
    const value = subIndices[parameter]
    if (value !== undefined && (lowest === null || value < subIndices[lowest]!)) lowest = parameter
  }
  return lowest
}
