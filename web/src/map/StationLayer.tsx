import { useEffect, useMemo, useRef, useState } from 'react'
import type { Domain } from '@city/domain/station/station.ts'
import { lookOf } from '../domainView/markerLook.ts'
import { useStationText } from '../domainView/useStationText.ts'
import type { LiveStation } from '../live/liveStore.ts'
import { useServerNow, useStations } from '../live/useLive.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useMapView } from './mapContext.ts'
import { MarkSet, type MarkDrawing } from './MarkSet.ts'
import { markSvg } from './markSvg.ts'

const nobody = () => {}

/** The stations of some domains on the map, live. Number inside the mark, shape by domain, dots by level; old values
 *  keep the number and lose the colour. `domains`: give a constant array. */
export function StationLayer(props: {
  domains: readonly Domain[]
  selected?: string | null
  onSelect?: (id: string) => void
  /** Narrows what is drawn; give a constant function. */
  filter?: (station: LiveStation) => boolean
}) {
  const view = useMapView()
  const stations = useStations()
  const now = useServerNow(15_000)
  const language = useLanguage()
  const format = useFormat()
  const describe = useStationText()
  const { domains, selected = null, onSelect = nobody, filter } = props
  const press = useRef(onSelect)
  press.current = onSelect
  const [marks, setMarks] = useState<MarkSet | null>(null)

  useEffect(() => {
    const made = new MarkSet(view, (id) => press.current(id))
    setMarks(made)
    return () => made.clear()
  }, [view])

  const drawings = useMemo(
    () =>
      stations
        .filter((one) => domains.includes(one.domain) && (!filter || filter(one)))
        .map((one): MarkDrawing => {
          const look = lookOf(one, now)
          const text =
            look.calm && !look.suspect
              ? ''
              : look.value === null
                ? '–'
                : format.number(look.value, look.decimals)
          const name = one.name[language]
          const label = describe(one, now)
          const size = look.calm && !look.suspect ? 'is-dot' : 'is-badge'
          const className = [
            `mark--${look.shape}`,
            size,
            `is-${look.freshness}`,
            look.suspect && 'is-suspect',
            look.value === null && 'is-none',
          ]
            .filter(Boolean)
            .join(' ')
          return {
            id: one.id,
            lat: one.lat,
            lon: one.lon,
            key: `${className}|${look.tone}|${look.level}|${text}|${label}|${name}`,
            className,
            ...(look.tone &&
              look.tone !== 'lake' && { fill: `var(--${look.tone})`, ink: `var(--${look.tone}-ink)` }),
            svg: markSvg(look, text),
            label,
            name,
            rank: look.calm ? 0 : look.level + (one.domain === 'flood' ? 4 : 1),
          }
        }),
    [stations, domains, filter, now, language, format, describe],
  )

  useEffect(() => marks?.show(drawings), [marks, drawings])
  useEffect(() => marks?.select(selected), [marks, selected, drawings.length])
  return null
}
