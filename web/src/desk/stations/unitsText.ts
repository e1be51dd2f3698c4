/** A unit for narrow columns; none for parameters without one, such as pH. */
export function unitsText(unit: string): string {
  return unit.replace(' mL', '\u202fmL')
}
