/** RFC 3339 in UTC, or null where there is no moment. @param at ms since 1970 UTC */
export function utcText(at: number): string
export function utcText(at: number | null): string | null
export function utcText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
