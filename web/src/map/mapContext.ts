import { createContext, use } from 'react'
import type { MapView } from './leafletMap.ts'

export const MapContext = createContext<MapView | null>(null)

/** The map that a layer stands on; for layers inside CityMap only. */
export function useMapView(): MapView {
  const view = use(MapContext)
  if (!view) throw new Error('a layer stands outside CityMap')
  return view
}
