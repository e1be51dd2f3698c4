import { useEffect, useRef } from 'react'
import { useStations } from '../../live/useLive.ts'
import { useMapGround } from '../../map/mapContext.ts'

/** Shows the whole lake when it becomes the only layer: its points lie too close together on the city's map. */
export function FitLake({ alone }: { alone: boolean }) {
  const { view } = useMapGround()
  const points = useStations('water')
  const done = useRef(false)
  useEffect(() => {
    if (!alone) done.current = false
    if (!alone || done.current || points.length === 0) return
    done.current = true
    const lats = points.map(({ lat }) => lat)
    const lons = points.map(({ lon }) => lon)
    view.fit([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], 56)
  }, [view, points, alone])
  return null
}
