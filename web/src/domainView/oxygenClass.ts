/** Classes of dissolved oxygen, lakes, QCVN 08:2023 Table 3 (environment.md 3.2): best first with the least mg/L of each. */
export const oxygenClasses = [
  { code: 'A', from: 6 },
  { code: 'B', from: 5 },
  { code: 'C', from: 4 },
  { code: 'D', from: 2 },
  { code: 'below_D', from: -Infinity },
] as const
export type OxygenClass = (typeof oxygenClasses)[number]['code']

/** A value of dissolved oxygen as it is shown, with one decimal: number, colour and words must agree. mg/L */
export function shownOxygen(mgPerL: number): number {
  return Math.round(mgPerL * 10) / 10
}

/** Class that a value of dissolved oxygen would have, as shown. Explains a colour; a lake is classed by means, not by one
 *  value. @param mgPerL dissolved oxygen, mg/L */
export function oxygenClassOf(mgPerL: number): OxygenClass {
  return oxygenClasses.find(({ from }) => shownOxygen(mgPerL) >= from)?.code ?? 'below_D'
}
