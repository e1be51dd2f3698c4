import type { MarkerLook, MarkShape } from '../domainView/markerLook.ts'

/** Outlines in a box of 36 × 36; the number stands in the middle, the dots under it. */
const outlines: Record<MarkShape, string> = {
  circle: 'M18 2.5a15.5 15.5 0 1 1 0 31a15.5 15.5 0 1 1 0-31z',
  drop: 'M18 1.5c2.6 4.6 14 11 14 19.6a14 13.4 0 0 1-28 0c0-8.6 11.4-15 14-19.6z',
  diamond:
    'M16.2 2.2a2.6 2.6 0 0 1 3.6 0l14 14a2.6 2.6 0 0 1 0 3.6l-14 14a2.6 2.6 0 0 1-3.6 0l-14-14a2.6 2.6 0 0 1 0-3.6z',
  square: 'M8 4h20a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4h-20a4 4 0 0 1-4-4v-20a4 4 0 0 1 4-4z',
  camera: 'M5 11h17a3 3 0 0 1 3 3v1.5l7-3.5v13l-7-3.5v2.5a3 3 0 0 1-3 3h-17a3 3 0 0 1-3-3v-10a3 3 0 0 1 3-3z',
}
const middle: Record<MarkShape, number> = { circle: 17.2, drop: 20, diamond: 17.2, square: 17.2, camera: 18 }

/** Inner text of a mark: an SVG drawn with the classes of map.css. `text` is already in the page's language. */
export function markSvg(
  look: Pick<MarkerLook, 'shape' | 'level' | 'levels' | 'suspect'>,
  text: string,
): string {
  const path = outlines[look.shape]
  const y = middle[look.shape] - (look.level > 0 ? 1.6 : -0.8)
  const size = text.length <= 2 ? 14 : text.length === 3 ? 12.5 : 10.5
  const dots = look.level > 0 && text ? dotsSvg(look.level, y + 9.6) : ''
  return (
    `<svg viewBox="0 0 36 36" aria-hidden="true" focusable="false">` +
    `<path class="mark__shape" d="${path}"/>` +
    (look.suspect ? `<path class="mark__hatch" d="${path}"/>` : '') +
    (text ? `<text class="mark__text" x="18" y="${y}" font-size="${size}">${text}</text>` : '') +
    `${dots}</svg>`
  )
}

function dotsSvg(level: number, y: number): string {
  const step = 3.9
  const first = 18 - ((level - 1) * step) / 2
  return Array.from(
    { length: level },
    (_, place) => `<circle class="mark__dot" cx="${first + place * step}" cy="${y}" r="1.4"/>`,
  ).join('')
}
