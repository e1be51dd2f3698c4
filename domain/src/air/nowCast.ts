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
  const window = hours.slice(0, 12)
  const present = window.filter((one) => one !== undefined)
  if (present.length === 0) return { value: null, weight: null, hoursUsed: 0 }
  const highest = Math.max(...present)
  const weight = highest === 0 ? 1 : Math.max(Math.min(...present) / highest, 0.5)
  const recent = window.slice(0, 3).filter((one) => one !== undefined).length
  if (recent < 2) return { value: null, weight, hoursUsed: present.length }
  let sum = 0
  let weights = 0
  for (const [age, concentration] of window.entries()) {
    if (concentration === undefined) continue
    sum += weight ** age * concentration
    weights += weight ** age
  }
  return { value: sum / weights, weight, hoursUsed: present.length }
}
