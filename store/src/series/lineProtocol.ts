import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'

/** Measurement and tags, in order of name, as they open a line; with the time it says which point a line is. */
export function seriesKeyOf(point: SeriesPoint): string {
  let key = escapeMeasurement(point.measurement)
  for (const tag of Object.keys(point.tags).toSorted()) {
    key += `,${escapeTag(tag)}=${escapeTag(point.tags[tag] ?? '')}`
  }
  return key
}

function escapeMeasurement(name: string): string {
  return /[, ]/.test(name) ? name.replace(/[, ]/g, '\\$&') : name
}

/** A name or a tag as a line spells it. */
export function escapeTag(text: string): string {
  return /[,= ]/.test(text) ? text.replace(/[,= ]/g, '\\$&') : text
}

/** The text of a field as it stands between its quotes. */
export function escapeText(text: string): string {
  return /["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text
}
