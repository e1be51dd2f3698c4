import { useEffect, useRef } from 'react'
import { useMapGround } from '../../map/mapContext.ts'
import type { Place } from '../place/place.ts'

/** Zoom that shows a ward and its neighbours. */
const placeZoom = 13.5

/** Where the answers are for: a ring, filled where the person stands. A newly chosen place is brought into view. */
export function PlaceMark({ place }: { place: Place }) {
  const { view } = useMapGround()
  const { lat, lon, kind } = place
  const shown = useRef(kind === 'center' ? `${lat} ${lon}` : '')

  useEffect(() => {
    const element = document.createElement('span')
    element.className = `place-mark is-${kind}`
    return view.addLabel(lat, lon, element)
  }, [view, lat, lon, kind])

  useEffect(() => {
    const here = `${lat} ${lon}`
    if (shown.current === here) return
    shown.current = here
    view.lookAt(lat, lon, Math.max(view.zoom(), placeZoom))
  }, [view, lat, lon])
  return null
}
