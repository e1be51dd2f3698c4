import { useMemo } from 'react'
import type { FloodRisk } from '@city/domain/api/flood.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { lookOf } from '../domainView/markerLook.ts'
import { riskLevelOf, riskSign } from '../domainView/riskLevel.ts'
import { useStationText } from '../domainView/useStationText.ts'
import { useLanguage, useText } from '../i18n/i18n.ts'
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
  /** Risk of flood points by id: a sign beside the measured depth, or in its place where no flood is measured. */
  risks?: ReadonlyMap<string, FloodRisk> | null | undefined
}) {
  const stations = useStations()
  const now = useServerNow(15_000)
  const language = useLanguage()
  const format = useFormat()
  const describe = useStationText()
  const { t } = useText('common')
  const { domains, filter, risks, ...shown } = props
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
          const name = station.name[language]
          const sight = { id, lat, lon, look, text, name, label, weight: weights[domain] }
          const risk = domain === 'flood' ? risks?.get(id) : undefined
          if (!risk || risk.level === 'none') return sight
          const level =
            t(`risk.level.${risk.level}`) + (risk.unconfirmed ? ` (${t('risk.unconfirmed')})` : '')
          return withRisk({ ...sight, label: `${label}. ${t('risk.label')}: ${level}` }, risk)
        }),
    [stations, domains, filter, risks, now, language, format, describe, t],
  )
  return <SightLayer sights={sights} {...shown} />
}

/** A point at risk whose flood is not measured says its risk in place of a depth, in ink: it has no colour of depth. What only
 *  suspect rain says carries a question mark and is hollow. */
function withRisk(sight: Sight, risk: FloodRisk): Sight {
  const level = riskLevelOf(risk.level) ?? 0
  if (level === 0) return sight
  const sign = riskSign(risk.level, risk.unconfirmed)
  const weight = (sight.weight ?? 0) + level
  if (sight.text !== '') return { ...sight, sign, weight }
  return {
    ...sight,
    text: sign,
    weight,
    look: { ...sight.look, tone: 'risk', calm: false, suspect: risk.unconfirmed },
  }
}
