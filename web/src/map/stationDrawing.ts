import type { MarkerLook } from '../domainView/markerLook.ts'
import type { LiveStation } from '../live/liveStore.ts'
import { cx } from '../ui/cx.ts'
import type { MarkDrawing } from './MarkSet.ts'
import { markSvg } from './markSvg.ts'

/** A station as it is to be seen now, in the page's language. `text`: what the badge says, empty = a dot is enough. */
export interface StationSight {
  station: LiveStation
  look: MarkerLook
  text: string
  name: string
  label: string
}

/** The drawing of a station's mark: a badge with its number, or a dot. */
export function drawStation(
  { station, look, text, name, label }: StationSight,
  asBadge: boolean,
): MarkDrawing {
  const badge = asBadge && text !== ''
  const className = cx(
    `mark--${look.shape}`,
    badge ? 'is-badge' : 'is-dot',
    !badge && look.calm && 'is-calm',
    !badge && text !== '' && look.tone !== null && 'is-demoted',
    `is-${look.freshness}`,
    look.suspect && 'is-suspect',
    look.value === null && 'is-none',
  )
  const shown = badge ? look : { ...look, level: 0 }
  const tone = look.tone === 'lake' ? null : look.tone
  return {
    id: station.id,
    lat: station.lat,
    lon: station.lon,
    key: [className, tone, look.level, text, label, name, station.lat, station.lon].join('|'),
    className,
    ...(tone && { fill: `var(--${tone})`, ink: `var(--${tone}-ink)` }),
    svg: markSvg(shown, badge ? text : ''),
    label,
    name,
    rank: badge ? 2 + look.level : look.calm ? 0 : 1,
  }
}
