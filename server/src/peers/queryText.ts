/** A query as text: what is undefined is left out, moments (`from`, `to`, ms since 1970 UTC) become RFC 3339. */
export function textOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const text = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    const isMoment = (name === 'from' || name === 'to') && typeof value === 'number'
    text.set(name, isMoment ? new Date(value).toISOString() : String(value))
  }
  return text.toString()
}
