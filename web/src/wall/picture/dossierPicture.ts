import type { DossierSummary, IndicatorFigure } from '@city/domain/api/schemas.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { Quality } from './quality.ts'

/** Dossier figures of the month to date. `asOf`: newest dossier message, ms; `answeredAt`: when the server said so. */
export interface DossierPicture {
  quality: Quality
  from: number | null
  received: number | null
  inProgress: number | null
  /** in progress and paused */
  open: number | null
  paused: number | null
  overdue: number | null
  onTime: IndicatorFigure | null
  onTime766: IndicatorFigure | null
  online: IndicatorFigure | null
  asOf: number | null
}

/** The page asks once a minute; offices send nothing at night, so the age of the answer decides, not of the dossiers. */
const askedEveryS = 60

/** @param answeredAt server clock, ms, when `summary` came
 *  @param now server clock, ms */
export function dossierPictureOf(
  summary: DossierSummary | undefined,
  answeredAt: number | null,
  now: number,
): DossierPicture {
  const empty = { received: null, inProgress: null, open: null, paused: null, overdue: null }
  const known = summary !== undefined && summary.as_of !== null
  const freshness = freshnessOf(answeredAt, askedEveryS, now)
  const figure = (code: string) => {
    const found = summary?.indicators.find((one) => one.code === code)
    return known && found && found.value !== null ? found : null
  }
  const { counts } = summary ?? {}
  const paused = counts ? counts.paused.in_time + counts.paused.overdue : 0
  const inProgress = counts ? counts.in_progress.in_time + counts.in_progress.overdue : 0
  return {
    quality: !known ? 'none' : freshness === 'fresh' || freshness === 'late' ? 'current' : 'old',
    from: summary ? Date.parse(summary.from) : null,
    ...(known && counts
      ? {
          received: counts.received,
          inProgress,
          open: inProgress + paused,
          paused,
          overdue: counts.in_progress.overdue + counts.paused.overdue,
        }
      : empty),
    onTime: figure('K04'),
    onTime766: figure('K05'),
    online: figure('K02'),
    asOf: summary?.as_of ? Date.parse(summary.as_of) : null,
  }
}
