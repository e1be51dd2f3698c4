import { useMemo } from 'react'
import type { Domain } from '@city/domain/station/station.ts'
import { lookOf } from '../domainView/markerLook.ts'
import { useStationText } from '../domainView/useStationText.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import type { LiveStation } from '../live/liveStore.ts'
import { useServerNow, useStations } from '../live/useLive.ts'
import { SightLayer } from './SightLayer.tsx'
import type { Sight } from './stationDrawing.ts'

/** Floods before air before rain, where two marks of one level would cover each other. */
const weights: Readonly<Record<Domain, number>> = { flood: 3, air: 2, rain: 1, water: 0 }

/** The stations of some domains on the map, live. Number inside the mark, shape by domain, dots by level; old values
 *  keep the number and lose the colour. `domains`, `filter`: give constants. */
export function StationLayer(props: {
  domains: readonly Domain[]
  selected?: string | null
  onSelect?: (id: string) => void
  /** The station that a list beside the map points at, and who wants to know what the pointer is on. */
  pointed?: string | null
  onPoint?: (id: string | null) => void
  filter?: (station: LiveStation) => boolean
}) {
  const stations = useStations()
  const now = useServerNow(15_000)
  const language = useLanguage()
  const format = useFormat()
  const describe = useStationText()
  const { domains, filter, ...shown } = props
  const sights = useMemo(
    () =>
      stations
        .filter((one) => domains.includes(one.domain) && (!filter || filter(one)))
        .map((station): Sight => {
          const { id, lat, lon, domain } = station
          const look = lookOf(station, now)
          const text =
            look.calm && !look.suspect
              ? ''
              : look.value === null
                ? '–'
                : format.number(look.value, look.decimals)
          const label = describe(station, now)
          return { id, lat, lon, look, text, name: station.name[language], label, weight: weights[domain] }
        }),
    [stations, domains, filter, now, language, format, describe],
  )
  return <SightLayer sights={sights} {...shown} />
}
