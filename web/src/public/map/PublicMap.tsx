import { useMemo } from 'react'
import type { CityInfo } from '@city/domain/api/schemas.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { CameraLayer } from '../../map/CameraLayer.tsx'
import { CityMap } from '../../map/CityMap.tsx'
import type { Gestures } from '../../map/leafletMap.ts'
import { StationLayer } from '../../map/StationLayer.tsx'
import type { Theme } from '../../ui/theme.ts'
import type { LayerName } from '../address.ts'
import { useFloodRisks } from '../model/useFloodRisks.ts'
import type { Place } from '../place/place.ts'
import { FitLake } from './FitLake.tsx'
import { LegendButton } from './LegendButton.tsx'
import { PlaceMark } from './PlaceMark.tsx'
import { ShowSelected } from './ShowSelected.tsx'
import './publicMap.css'

/** The public map: chosen layers, the place that the answers are for, and what is open. */
export function PublicMap(props: {
  city: CityInfo
  theme: Theme
  layers: readonly LayerName[]
  station: string | null
  camera: string | null
  place: Place | null
  gestures?: Gestures
  zoom?: number
  /** How much of the map an open sheet hides from below, px. */
  hiddenPx?: number
  onStation: (id: string) => void
  onCamera: (id: string) => void
}) {
  const { city, layers, station, camera, place } = props
  const named = layers.join()
  const domains = useMemo(
    () => named.split(',').filter((one): one is Domain => one !== '' && one !== 'cameras'),
    [named],
  )
  const risks = useFloodRisks(layers.includes('flood'))
  return (
    <CityMap
      className="public-map"
      city={city}
      theme={props.theme}
      gestures={props.gestures ?? 'all'}
      start={props.zoom ?? 12}
      corner={<LegendButton domains={domains} />}
    >
      <StationLayer domains={domains} risks={risks} selected={station} onSelect={props.onStation} />
      {layers.includes('cameras') && <CameraLayer selected={camera} onSelect={props.onCamera} />}
      <FitLake alone={named === 'water' && station === null} />
      {place && <PlaceMark place={place} />}
      <ShowSelected station={station} camera={camera} hiddenPx={props.hiddenPx ?? 0} />
    </CityMap>
  )
}
