/** Variants of the final formula: with IV the mean of the organic and V that of the microbiological sub-indices the core
 *  is (IV^a · V^b)^(1/(a+b)). Two implementations weigh IV twice; when the Decision asks for that is unverified, so
 *  the unweighted one is the default (environment.md 2.3 [P]). */
export const wqiFormulas = {
  unweighted: { iv: 1, v: 1 },
  weighted: { iv: 2, v: 1 },
} as const

export const wqiFormulaNames = ['unweighted', 'weighted'] as const
export type WqiFormula = (typeof wqiFormulaNames)[number]

/** Decision and version that a computed value is stored with; a variant is named in it. */
export function wqiMethod(formula: WqiFormula): string {
  return `VN_WQI 1460/QĐ-TCMT 2019, v1${formula === 'unweighted' ? '' : `, ${formula}`}`
}

/** Core of the index, 0–100.
 *  @param v undefined when the group has no data: then IV alone */
export function wqiCore(formula: WqiFormula, iv: number, v: number | undefined): number {
  if (v === undefined) return iv
  const weights = wqiFormulas[formula]
  return (iv ** weights.iv * v ** weights.v) ** (1 / (weights.iv + weights.v))
}

/** Half-up on a value first cleaned to 6 decimals (environment.md, general conventions). */
export function roundHalfUp(value: number): number {
  return Math.floor(Number(value.toFixed(6)) + 0.5)
}
