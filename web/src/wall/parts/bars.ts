import type { Format } from '../../i18n/format.ts'
import { airBands } from '../../domainView/airBand.ts'
import type { AirPicture } from '../picture/airPicture.ts'
import type { FloodPicture } from '../picture/floodPicture.ts'
import type { Share } from './ShareBar.tsx'

/** Stations by band, best first, and those that are not known. */
export function airShares(air: AirPicture, format: Format): Share[] {
  const unknown = air.total - air.known
  return [
    ...airBands.map((band) => ({
      key: band,
      count: air.counts[band],
      tone: `aqi-${band}`,
      text: format.number(air.counts[band]),
    })),
    { key: 'unknown', count: unknown, tone: null, text: `?\u202f${format.number(unknown)}` },
  ]
}

/** Flood points by depth class from dry to deepest, and those that are not known. */
export function floodShares(flood: FloodPicture, format: Format): Share[] {
  const unknown = flood.total - flood.known
  return [
    ...flood.byClass.map((count, level) => ({
      key: `class-${level}`,
      count,
      tone: `flood-${level}`,
      text: format.number(count),
    })),
    { key: 'unknown', count: unknown, tone: null, text: `?\u202f${format.number(unknown)}` },
  ]
}
