/** What of a foreign value counts as "no value", and how a number of it becomes one in its unit: number × scale + offset. */
export interface ValueRule {
  missing?: readonly (string | number | null)[] | undefined
  scale?: number | undefined
  offset?: number | undefined
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** A number out of a foreign format, where numbers often are written as text.
 *  @returns the number; undefined when it is missing (null, an empty text, or one of `missing`); anything else as it came,
 *  so that it is rejected as no number and never becomes 0 (environment.md 4.6 rule 6) */
export function valueIn(raw: unknown, { missing = [], scale = 1, offset = 0 }: ValueRule = {}): unknown {
  if (raw === null || raw === undefined) return undefined
  const text = typeof raw === 'string' ? raw.trim() : raw
  if (text === '' || missing.includes(text as string)) return undefined
  const number = typeof text === 'string' && decimal.test(text) ? Number(text) : text
  if (typeof number !== 'number') return raw
  if (missing.some((one) => one !== null && one !== '' && Number(one) === number)) return undefined
  return number * scale + offset
}
