import { useEffect } from 'react'
import { live } from '../../live/live.ts'
import { useMapGround } from '../../map/mapContext.ts'

/** Brings what was opened into the part of the map that no sheet hides.
 *  @param hidden share of the map's height that a sheet hides from below, 0…1 */
export function ShowSelected(props: { station: string | null; camera: string | null; hidden: number }) {
  const { view } = useMapGround()
  const { station, camera, hidden } = props
  useEffect(() => {
    const found = station ? live.station(station) : camera ? live.camera(camera) : undefined
    if (!found) return
    if (hidden === 0) {
      if (!view.isInView(found.lat, found.lon)) view.lookAt(found.lat, found.lon)
      return
    }
    const { x, y } = view.planePx(found.lat, found.lon)
    const middle = view.fromPlanePx(x, y + (hidden / 2) * window.innerHeight)
    view.lookAt(middle.lat, middle.lon)
  }, [view, station, camera, hidden])
  return null
}
