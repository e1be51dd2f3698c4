import { useEffect } from 'react'
import { useOutlines, useUnits } from '../api/queries.ts'
import type { OutlineCollection } from '../api/shapes.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useMapView } from './mapContext.ts'
import type { MapView, Remove } from './leafletMap.ts'
import { placeLabels } from './placeLabels.ts'
import { smoothLine, type Position } from './smoothLine.ts'

/** Mean width between banks, m: drawn to scale once the map is close enough to show it. */
const riverWidthM: Record<string, number> = { 'river-hong': 800, 'river-duong': 300 }

type Feature = OutlineCollection['features'][number]

/** The ground: land, rivers, lakes and the names of wards, with no tile and no network. */
export function SchematicLayer({ fitCity }: { fitCity: boolean }) {
  const view = useMapView()
  const language = useLanguage()
  const city = useOutlines('hanoi-outline').data
  const lakes = useOutlines('west-lake').data
  const units = useUnits().data

  useEffect(() => {
    const removes = [...(city?.features ?? []), ...(lakes?.features ?? [])].flatMap((one) =>
      drawShape(view, one),
    )
    return () => removes.forEach((remove) => remove())
  }, [view, city, lakes])

  useEffect(() => {
    const outline = city?.features.find(({ properties }) => properties.kind === 'city-outline')
    if (fitCity && outline?.geometry.type === 'Polygon')
      view.fit(boundsOf(outline.geometry.coordinates[0] ?? []))
  }, [view, city, fitCity])

  useEffect(() => {
    const removes = [...(city?.features ?? []), ...(lakes?.features ?? [])].flatMap((one) =>
      labelWater(view, one, language),
    )
    return () => removes.forEach((remove) => remove())
  }, [view, city, lakes, language])

  useEffect(() => {
    if (!units) return
    let removes: Remove[] = []
    const draw = () => {
      removes.forEach((remove) => remove())
      removes = drawUnitNames(view, units.items)
    }
    draw()
    const stop = view.onZoom(draw)
    return () => {
      stop()
      removes.forEach((remove) => remove())
    }
  }, [view, units])
  return null
}

function drawShape(view: MapView, { properties, geometry }: Feature): Remove[] {
  if (geometry.type === 'Polygon') {
    const ring = smoothLine((geometry.coordinates[0] ?? []) as Position[], true)
    if (properties.kind === 'lake') return [view.addPolygon(ring, 'map-lake')]
    return [view.addPolygon(ring, 'map-land-halo'), view.addPolygon(ring, 'map-land')]
  }
  const line = smoothLine(geometry.coordinates as Position[], false)
  const widthM = riverWidthM[properties.id] ?? 300
  const className = `map-river-bank map-river--${properties.id}`
  const bank = view.addLine(line, className)
  const water = view.addLine(line, `map-river map-river--${properties.id}`)
  const size = () => {
    for (const path of document.querySelectorAll<SVGPathElement>(`.map-river--${properties.id}`)) {
      const px = Math.max(2.5, widthM / view.metresPerPx())
      path.style.strokeWidth = String(path.classList.contains('map-river-bank') ? px + 1.6 : px)
    }
  }
  size()
  return [bank, water, view.onZoom(size)]
}

function textElement(className: string, text: string, angle = 0): HTMLElement {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  element.style.transform = `translate(-50%, -50%) rotate(${angle}deg)`
  return element
}

function labelWater(view: MapView, { properties, geometry }: Feature, language: 'vi' | 'en'): Remove[] {
  const name = language === 'vi' ? properties.name_vi : properties.name_en
  if (geometry.type === 'LineString') {
    const line = smoothLine(geometry.coordinates as Position[], false)
    return [0.3, 0.52, 0.74].flatMap((share) => {
      const at = Math.round(share * (line.length - 1))
      const [here, next] = [line[at], line[Math.min(at + 4, line.length - 1)]]
      if (!here || !next) return []
      const angle = uprightAngle(here, next)
      return [view.addLabel(here[1], here[0], textElement('map-label map-label--water', name, angle))]
    })
  }
  if (properties.kind !== 'lake') return []
  const [west, south, east, north] = boundsOf(geometry.coordinates[0] ?? [])
  const small = east - west < 0.015
  const className = `map-label map-label--water${small ? ' map-label--near' : ''}`
  return [view.addLabel((south + north) / 2, (west + east) / 2, textElement(className, name))]
}

/** Degrees clockwise that a text along a → b turns, never upside down. */
function uprightAngle(a: Position, b: Position): number {
  const stretch = Math.cos((a[1] * Math.PI) / 180)
  const angle = (Math.atan2(-(b[1] - a[1]), (b[0] - a[0]) * stretch) * 180) / Math.PI
  return angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle
}

function drawUnitNames(
  view: MapView,
  units: readonly { code: string; name: string; lat: number | null; lon: number | null }[],
): Remove[] {
  if (view.zoom() < 10) return []
  const boxes = units.flatMap(({ code, name, lat, lon }) => {
    if (lat === null || lon === null) return []
    return [{ id: code, name, lat, lon, ...view.planePx(lat, lon), width: name.length * 6.4, height: 14 }]
  })
  const placed = new Set(placeLabels(boxes, view.zoom() < 12 ? 26 : 14).map(({ id }) => id))
  return boxes
    .filter(({ id }) => placed.has(id))
    .map(({ name, lat, lon }) => view.addLabel(lat, lon, textElement('map-label map-label--unit', name)))
}

function boundsOf(ring: readonly (readonly [number, number])[]): [number, number, number, number] {
  const lons = ring.map(([lon]) => lon)
  const lats = ring.map(([, lat]) => lat)
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
