/** Nutrients as N or as P from what an instrument reports as the ion, by parameter (environment.md 2.1). */
export const ionFactors = { nh4n: 0.7765, no3n: 0.2259, no2n: 0.3045, po4p: 0.3261 } as const
export type IonParameter = keyof typeof ionFactors

/** µg/m³ per ppb at 25 °C and 1013.25 hPa: molar mass / 24.45 (environment.md 1.10). */
export const gasPerPpb = { o3: 1.9631, no2: 1.8816, so2: 2.6203, co: 1.1456, no: 1.2272 } as const
export type PpbParameter = keyof typeof gasPerPpb

/** µg/m³ for one `ppb` or `ppm` of a gas; undefined for any other unit or parameter. */
export function gasFactor(parameter: string, unit: string): number | undefined {
  if (!Object.hasOwn(gasPerPpb, parameter)) return undefined
  const perPpb = gasPerPpb[parameter as PpbParameter]
  const spelt = unit.trim().toLowerCase()
  return spelt === 'ppb' ? perPpb : spelt === 'ppm' ? perPpb * 1000 : undefined
}

/** Factor from the ion to N or P; 1 for what is no nutrient. */
export function ionFactor(parameter: string): number {
  return Object.hasOwn(ionFactors, parameter) ? ionFactors[parameter as IonParameter] : 1
}
