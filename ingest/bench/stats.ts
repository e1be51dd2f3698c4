/** Middle value; of an even number of values the upper one of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}

/** Value that the share `p` (0…1) of all values does not exceed, nearest rank. NaN of none. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? NaN
}

/** Smallest and largest, as whole numbers. */
export function spread(values: readonly number[]): string {
  return values.length === 0 ? '–' : `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`
}

/** Rows of text in columns, the first left, the others right aligned. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('')
}

/** One wanted figure beside what was measured. */
export function verdict(
  what: string,
  value: number,
  wanted: number,
  kind: 'least' | 'most',
  unit = '',
): string[] {
  const holds = kind === 'least' ? value >= wanted : value <= wanted
  const digits = Math.abs(value) >= 100 ? 0 : 2
  const sign = kind === 'least' ? '≥' : '≤'
  return [what, `${value.toFixed(digits)}${unit}`, `${sign} ${wanted}${unit}`, holds ? 'holds' : 'MISSED']
}
