import type { MarkerLook } from '../domainView/markerLook.ts'
import { cx } from '../ui/cx.ts'
import type { MarkDrawing } from './MarkSet.ts'
import { markSvg } from './markSvg.ts'

/** A place as it is to be seen now, in the page's language. `text`: what the badge says, empty = a dot is enough.
 *  `weight` 0–9: who keeps the number where two would cover each other and both have the same level.
 *  `sign`: a short mark at the upper right of the badge, such as "!" for a risk; a dot has none. */
export interface Sight {
  id: string
  lat: number
  lon: number
  look: MarkerLook
  text: string
  name: string
  label: string
  weight?: number
  sign?: string
}

/** The drawing of a mark: a badge with its number, or a dot. */
export function drawSight(
  { id, lat, lon, look, text, name, label, sign }: Sight,
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
    look.tone === 'risk' && 'is-risk',
  )
  const shown = badge ? look : { ...look, level: 0 }
  const tone = look.tone === 'lake' ? null : look.tone
  const signed = sign && badge ? `<b class="mark__sign">${sign}</b>` : ''
  return {
    id,
    lat,
    lon,
    key: [className, tone, look.level, text, label, name, lat, lon, signed].join('|'),
    className,
    ...(tone && { fill: `var(--${tone})`, ink: `var(--${tone}-ink)` }),
    svg: markSvg(shown, badge ? text : '') + signed,
    label,
    name,
    rank: badge ? 2 + look.level : look.calm ? 0 : 1,
  }
}
