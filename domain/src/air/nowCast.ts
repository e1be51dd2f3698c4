/** What the 12-hour NowCast gave, and from which hours. */
export interface NowCast {
  /** µg/m³, unrounded; null when fewer than 2 of the last 3 hours exist. */
  value: number | null
  /** Weight factor w = max(Cmin / Cmax, 0.5) over the available hours; null without any. */
  weight: number | null
  hoursUsed: number
}

/** NowCast of PM2.5 or PM10 over 12 hours, Decision 1459 (environment.md 1.5): needs 2 of the last 3 hours; a missing
 *  hour has weight 0 in both sums (the normalised form always).
 *  @param hours hourly means in µg/m³, the current hour first; undefined where an hour is missing */
export function nowCast(hours: readonly (number | undefined)[]): NowCast {
  let [lowest, highest, hoursUsed, recent] = [Infinity, -Infinity, 0, 0]
  for (let age = 0; age < 12; age++) {
    const concentration = hours[age]
    if (concentration === undefined) continue
    hoursUsed++
    if (age < 3) recent++
    if (concentration < lowest) lowest = concentration
    if (concentration > highest) highest = concentration
  }
  if (hoursUsed === 0) return { value: null, weight: null, hoursUsed }
  const weight = highest === 0 ? 1 : Math.max(lowest / highest, 0.5)
  if (recent < 2) return { value: null, weight, hoursUsed }
  let [sum, weights, factor] = [0, 0, 1]
  for (let age = 0; age < 12; age++, factor *= weight) {
    const concentration = hours[age]
    if (concentration === undefined) continue
    sum += factor * concentration
    weights += factor
  }
  return { value: sum / weights, weight, hoursUsed }
}
