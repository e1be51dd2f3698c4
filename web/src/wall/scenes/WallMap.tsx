import type { CityInfo } from '@city/domain/api/schemas.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { lookOf } from '../../domainView/markerLook.ts'
import { live } from '../../live/live.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { CityMap } from '../../map/CityMap.tsx'
import { StationLayer } from '../../map/StationLayer.tsx'
import type { StageSize } from '../stage/wallSettings.ts'

const asksForAttention = (station: LiveStation) => !lookOf(station, live.clock.now()).calm

/** Font size of the number in a mark at scale 1, px (markSvg.ts). */
const markTextPx = 14

/** The live map, marks so large that their numbers are readable as labels. `domains`: give a constant. */
export function WallMap(props: {
  city: CityInfo
  domains: readonly Domain[]
  size: StageSize
  zoom: number
  /** only what asks for attention: neither dry nor unflooded points */
  attention?: boolean
}) {
  const { city, domains, size, zoom, attention = false } = props
  return (
    <div className="wall-map">
      <CityMap
        city={city}
        theme="dark"
        gestures="none"
        start={zoom + Math.round(Math.log2(size.unit) * 4) / 4}
        markScale={size.label / markTextPx}
      >
        <StationLayer domains={domains} {...(attention && { filter: asksForAttention })} />
      </CityMap>
    </div>
  )
}
