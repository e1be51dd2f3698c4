import type { CityInfo } from '@city/domain/api/schemas.ts'
import { isInside } from '../place/place.ts'

/** First view that the address of an embed asks for. */
export interface EmbedView {
  center: [lat: number, lon: number]
  zoom: number
}

const usualZoom = 11.5

/** Reads `lat`, `lon` and `zoom`; what is missing, unreadable or outside the city gives way to the city's own view. */
export function readEmbedView(
  search: string,
  city: Pick<CityInfo, 'center' | 'bounds' | 'basemap'>,
): EmbedView {
  const asked = new URLSearchParams(search)
  const number = (name: string) => {
    const text = asked.get(name)?.trim()
    return text ? Number(text) : NaN
  }
  const [lat, lon, zoom] = [number('lat'), number('lon'), number('zoom')]
  const { min_zoom: least, max_zoom: most } = city.basemap
  return {
    center: isInside({ lat, lon }, city.bounds) ? [lat, lon] : city.center,
    zoom: Number.isFinite(zoom) ? Math.min(most, Math.max(least, zoom)) : usualZoom,
  }
}
