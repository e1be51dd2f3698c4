import { useEffect } from 'react'
import { useMapGround } from '../../map/mapContext.ts'

/** Brings what was chosen into view when it lies outside, or too near the edge; else the map stands still. */
export function MapFollow({ lat, lon }: { lat: number; lon: number }) {
  const { view } = useMapGround()
  useEffect(() => {
    // After the panel has opened and the map has its new size.
    const frame = requestAnimationFrame(() => {
      if (!view.isInView(lat, lon, -0.08)) view.lookAt(lat, lon)
    })
    return () => cancelAnimationFrame(frame)
  }, [view, lat, lon])
  return null
}
