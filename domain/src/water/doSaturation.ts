/** Dissolved oxygen in equilibrium with air, mg/L, in fresh water of `temp` °C (environment.md 2.2). */
export function saturatedDo(temp: number): number {
  return 14.652 - 0.41022 * temp + 0.007991 * temp ** 2 - 0.000077774 * temp ** 3
}

/** Dissolved oxygen in % of saturation.
 *  @param dissolved mg/L; `temp` °C */
export function doPercent(dissolved: number, temp: number): number {
  return (dissolved / saturatedDo(temp)) * 100
}
