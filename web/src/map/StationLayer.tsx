import { useEffect, useRef, useState } from 'react'
import type { Domain } from '@city/domain/station/station.ts'
import { lookOf } from '../domainView/markerLook.ts'
import { useStationText } from '../domainView/useStationText.ts'
import { useLanguage } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import type { LiveStation } from '../live/liveStore.ts'
import { useServerNow, useStations } from '../live/useLive.ts'
import { useMapGround } from './mapContext.ts'
import { MarkSet } from './MarkSet.ts'
import { placeLabels } from './placeLabels.ts'
import { drawStation, type StationSight } from './stationDrawing.ts'

/** Side of a badge that must stay free for it to show its number, px: badges may overlap a little. */
const badgePx = 29
/** Side of a dot that names keep away from, px. */
const dotPx = 9
const nobody = () => {}

/** The stations of some domains on the map, live. Number inside the mark, shape by domain, dots by level; old values
 *  keep the number and lose the colour. Where badges would cover each other the worst keeps its number and the others
 *  become dots of their colour. `domains`, `filter`: give constants. */
export function StationLayer(props: {
  domains: readonly Domain[]
  selected?: string | null
  onSelect?: (id: string) => void
  /** The station that a list beside the map points at, and who wants to know what the pointer is on. */
  pointed?: string | null
  onPoint?: (id: string | null) => void
  filter?: (station: LiveStation) => boolean
}) {
  const { view, obstacles, markScale } = useMapGround()
  const stations = useStations()
  const now = useServerNow(15_000)
  const language = useLanguage()
  const format = useFormat()
  const describe = useStationText()
  const { domains, selected = null, onSelect = nobody, pointed = null, onPoint = nobody, filter } = props
  const press = useRef(onSelect)
  press.current = onSelect
  const point = useRef(onPoint)
  point.current = onPoint
  const [marks, setMarks] = useState<MarkSet | null>(null)

  useEffect(() => {
    const made = new MarkSet(
      view,
      (id) => press.current(id),
      (id) => point.current(id),
    )
    setMarks(made)
    return () => {
      made.clear()
      obstacles.set('stations', [])
    }
  }, [view, obstacles])

  useEffect(() => {
    if (!marks) return
    const sights = stations
      .filter((one) => domains.includes(one.domain) && (!filter || filter(one)))
      .map((station): StationSight => {
        const look = lookOf(station, now)
        const text =
          look.calm && !look.suspect
            ? ''
            : look.value === null
              ? '–'
              : format.number(look.value, look.decimals)
        return { station, look, text, name: station.name[language], label: describe(station, now) }
      })
    const draw = () => {
      const side = badgePx * markScale
      const boxes = sights
        .filter(({ text, station }) => text || station.id === selected)
        .toSorted((a, b) => rankOf(b, selected) - rankOf(a, selected))
        .map(({ station: { id, lat, lon } }) => ({
          id,
          ...view.planePx(lat, lon),
          width: side,
          height: side,
        }))
      const placed = placeLabels(boxes, 0)
      const shown = new Set(placed.map(({ id }) => id))
      marks.show(sights.map((sight) => drawStation(sight, shown.has(sight.station.id))))
      marks.select(selected)
      const dots = sights
        .filter(({ station: { id } }) => !shown.has(id))
        .map(({ station: { id, lat, lon } }) => ({
          id,
          ...view.planePx(lat, lon),
          width: dotPx,
          height: dotPx,
        }))
      obstacles.set('stations', [...placed, ...dots])
    }
    draw()
    return view.onZoom(draw)
  }, [
    marks,
    view,
    obstacles,
    markScale,
    stations,
    domains,
    filter,
    selected,
    now,
    language,
    format,
    describe,
  ])
  useEffect(() => marks?.point(pointed), [marks, pointed])
  return null
}

/** Who keeps the number where there is no room for all: the selected, then the worst, floods before air before rain;
 *  a value before none. */
function rankOf({ station, look }: StationSight, selected: string | null): number {
  if (station.id === selected) return 1000
  const weight = { flood: 3, air: 2, rain: 1, water: 0 }[station.domain]
  const known = look.value !== null && look.freshness !== 'stale'
  return (known ? 100 : 0) + (look.levels > 0 ? look.level / look.levels : 0) * 50 + weight
}
