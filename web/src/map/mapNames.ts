import type { OutlineCollection, Unit } from '../api/shapes.ts'
import type { Language } from '../i18n/languages.ts'
import type { MapView, Remove } from './leafletMap.ts'
import { placesInside } from './placesInside.ts'
import { riverWidthM } from './rivers.ts'
import { placeLabels, type LabelBox } from './placeLabels.ts'
import { boundsOf, smoothLine, type Position } from './smoothLine.ts'

interface Name extends LabelBox {
  text: string
  lat: number
  lon: number
  className: string
  angle: number
  /** px above the line that the position lies on */
  liftPx: number
}

const unitFontPx = 11
const waterFontPx = 12
/** A river says its name again only after this much way, px. */
const repeatPx = 460
/** Lakes smaller than this on screen have no name yet, px. */
const smallLakePx = 34

/** Writes the names that find room: lakes first, then rivers, then wards and communes; none over a mark. */
export function drawNames(
  view: MapView,
  waters: OutlineCollection['features'],
  units: readonly Unit[],
  language: Language,
  obstacles: readonly LabelBox[],
  scale: number,
): Remove[] {
  const names = [
    ...waters.flatMap((one) => (one.properties.kind === 'lake' ? lakeName(one) : [])),
    ...waters.flatMap((one) =>
      one.geometry.type === 'LineString' ? riverNames(one, one.geometry.coordinates) : [],
    ),
    ...(view.zoom() < 10 ? [] : units.flatMap(unitName)),
  ]
  const marginPx = view.zoom() < 12 ? 10 : 3
  const placed = new Set(placeLabels(names, marginPx, obstacles).map(({ id }) => id))
  return names
    .filter(({ id }) => placed.has(id))
    .map((name) => view.addLabel(name.lat, name.lon, textElement(name)))

  function nameAt(id: string, text: string, lat: number, lon: number, look: Partial<Name> = {}): Name {
    const { angle = 0, className = 'map-label' } = look
    const fontPx = (className === 'map-label' ? unitFontPx : waterFontPx) * scale
    const length = text.length * fontPx * 0.58
    const turn = (Math.abs(angle) * Math.PI) / 180
    const width = length * Math.cos(turn) + fontPx * Math.sin(turn)
    const height = length * Math.sin(turn) + fontPx * 1.3 * Math.cos(turn)
    return {
      ...look,
      id,
      text,
      lat,
      lon,
      className,
      angle,
      liftPx: look.liftPx ?? 0,
      ...view.planePx(lat, lon),
      width,
      height,
    }
  }

  function lakeName({ properties, geometry }: OutlineCollection['features'][number]): Name[] {
    if (geometry.type !== 'Polygon') return []
    const ring = geometry.coordinates[0] ?? []
    const [west, south, east] = boundsOf(ring)
    if (view.planePx(south, east).x - view.planePx(south, west).x < smallLakePx) return []
    const text = language === 'vi' ? properties.name_vi : properties.name_en
    const look = { className: 'map-label map-label--water', group: properties.id }
    return placesInside(ring).map(([lon, lat], place) =>
      nameAt(`${properties.id} ${place}`, text, lat, lon, look),
    )
  }

  function riverNames({ properties }: OutlineCollection['features'][number], line: Position[]): Name[] {
    const text = language === 'vi' ? properties.name_vi : properties.name_en
    const smooth = smoothLine(line, false)
    const widthPx = (riverWidthM[properties.id] ?? 0) / view.metresPerPx()
    // A name wider than its river stands beside it.
    const liftPx = widthPx < waterFontPx * scale * 1.5 ? widthPx / 2 + waterFontPx * scale * 0.8 : 0
    const className = `map-label map-label--water${liftPx > 0 ? ' map-label--beside' : ''}`
    const found: Name[] = []
    for (let at = 10; at + 10 < smooth.length; at++) {
      const [here, before, after] = [smooth[at]!, smooth[at - 3]!, smooth[at + 3]!]
      const angle = uprightAngle(before, after)
      const name = nameAt(`${properties.id} ${at}`, text, here[1], here[0], { className, angle, liftPx })
      const last = found.at(-1)
      if (!last || Math.hypot(name.x - last.x, name.y - last.y) >= repeatPx * scale) found.push(name)
    }
    return found
  }

  function unitName({ code, name, lat, lon }: Unit): Name[] {
    return lat === null || lon === null ? [] : [nameAt(`unit ${code}`, name, lat, lon)]
  }
}

function textElement({ className, text, angle, liftPx }: Name): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  element.style.transform = `translate(-50%, -50%) rotate(${angle.toFixed(1)}deg) translateY(${(-liftPx).toFixed(1)}px)`
  return element
}

/** Degrees clockwise that a text along a → b turns, never upside down. */
function uprightAngle(a: Position, b: Position): number {
  const stretch = Math.cos((a[1] * Math.PI) / 180)
  const angle = (Math.atan2(-(b[1] - a[1]), (b[0] - a[0]) * stretch) * 180) / Math.PI
  return angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle
}
