import { createContext, use } from 'react'
import type { MapView } from './leafletMap.ts'
import type { Obstacles } from './obstacles.ts'

/** What a layer stands on. `markScale`: size of marks and labels, 1 = desk and phone. */
export interface MapGround {
  view: MapView
  obstacles: Obstacles
  markScale: number
}

export const MapContext = createContext<MapGround | null>(null)

/** The map that a layer stands on; for layers inside CityMap only. */
export function useMapGround(): MapGround {
  const ground = use(MapContext)
  if (!ground) throw new Error('a layer stands outside CityMap')
  return ground
}
