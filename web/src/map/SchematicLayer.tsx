import { useEffect } from 'react'
import { useOutlines, useUnits } from '../api/queries.ts'
import type { OutlineCollection } from '../api/shapes.ts'
import { useLanguage } from '../i18n/i18n.ts'
import type { MapView, Remove } from './leafletMap.ts'
import { useMapGround } from './mapContext.ts'
import { drawNames } from './mapNames.ts'
import { riverWidthM } from './rivers.ts'
import { boundsOf, smoothLine, type Position } from './smoothLine.ts'

type Feature = OutlineCollection['features'][number]

/** The ground: land, rivers, lakes and their names, with no tile and no network. `named` false: names come from tiles. */
export function SchematicLayer({ fitCity, named = true }: { fitCity: boolean; named?: boolean }) {
  const { view, obstacles, markScale } = useMapGround()
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
    if (!named) return
    const waters = [...(lakes?.features ?? []), ...(city?.features ?? [])]
    let removes: Remove[] = []
    const draw = () => {
      removes.forEach((remove) => remove())
      removes = drawNames(view, waters, units?.items ?? [], language, obstacles.all(), markScale)
    }
    draw()
    const stops = [view.onZoom(draw), obstacles.onChange(draw)]
    return () => [...stops, ...removes].forEach((end) => end())
  }, [view, obstacles, markScale, city, lakes, units, language, named])
  return null
}

function drawShape(view: MapView, { properties, geometry }: Feature): Remove[] {
  if (geometry.type === 'Polygon') {
    const ring = smoothLine((geometry.coordinates[0] ?? []) as Position[], true)
    if (properties.kind === 'lake') return [view.addPolygon(ring, 'map-lake')]
    return [view.addPolygon(ring, 'map-land-halo'), view.addPolygon(ring, 'map-land')]
  }
  const line = smoothLine(geometry.coordinates as Position[], false)
  const bank = view.addLine(line, 'map-river-bank')
  const water = view.addLine(line, 'map-river')
  const size = () => {
    const px = Math.max(2.5, (riverWidthM[properties.id] ?? 300) / view.metresPerPx())
    bank.setWidth(px + 1.6)
    water.setWidth(px)
  }
  size()
  return [bank.remove, water.remove, view.onZoom(size)]
}
