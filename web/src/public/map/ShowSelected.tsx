import { useEffect, useRef } from 'react'
import { useCamera, useStation } from '../../live/useLive.ts'
import { useMapGround } from '../../map/mapContext.ts'

/** Brings what was opened into the part of the map that no sheet hides, once, as soon as it is known.
 *  @param hiddenPx how much of the map a sheet hides from below, px */
export function ShowSelected(props: { station: string | null; camera: string | null; hiddenPx: number }) {
  const { view } = useMapGround()
  const { station, camera, hiddenPx } = props
  const opened = station ?? camera
  const ofStation = useStation(station ?? '')
  const ofCamera = useCamera(camera ?? '')
  const found = station === null ? ofCamera : ofStation
  const shown = useRef<string | null>(null)
  const { lat, lon } = found ?? {}
  useEffect(() => {
    if (opened === null) shown.current = null
    if (lat === undefined || lon === undefined || shown.current === opened) return
    shown.current = opened
    if (hiddenPx <= 0) {
      if (!view.isInView(lat, lon)) view.lookAt(lat, lon)
      return
    }
    const { x, y } = view.planePx(lat, lon)
    const middle = view.fromPlanePx(x, y + hiddenPx / 2)
    view.lookAt(middle.lat, middle.lon)
  }, [view, opened, lat, lon, hiddenPx])
  return null
}
