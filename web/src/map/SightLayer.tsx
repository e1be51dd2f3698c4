import { useEffect, useRef, useState } from 'react'
import { useMapGround } from './mapContext.ts'
import { MarkSet } from './MarkSet.ts'
import { placeLabels } from './placeLabels.ts'
import { drawSight, type Sight } from './stationDrawing.ts'

/** Side of a badge that must stay free for it to show its number, px: badges may overlap a little. */
const badgePx = 29
/** Side of a dot that names keep away from, px. */
const dotPx = 9
const nobody = () => {}

/** Places on the map. Where badges would cover each other the worst keeps its number and the others become dots of
 *  their colour. `sights`: give the same array until something changed. */
export function SightLayer(props: {
  sights: readonly Sight[]
  selected?: string | null
  onSelect?: (id: string) => void
  /** The place that a list beside the map points at, and who wants to know what the pointer is on. */
  pointed?: string | null
  onPoint?: (id: string | null) => void
}) {
  const { view, obstacles, markScale } = useMapGround()
  const { sights, selected = null, onSelect = nobody, pointed = null, onPoint = nobody } = props
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
    const draw = () => {
      const side = badgePx * markScale
      const boxes = sights
        .filter(({ text, id }) => text || id === selected)
        .toSorted((a, b) => rankOf(b, selected) - rankOf(a, selected))
        .map(({ id, lat, lon }) => ({ id, ...view.planePx(lat, lon), width: side, height: side }))
      const placed = placeLabels(boxes, 0)
      const shown = new Set(placed.map(({ id }) => id))
      marks.show(sights.map((sight) => drawSight(sight, shown.has(sight.id))))
      marks.select(selected)
      const dots = sights
        .filter(({ id }) => !shown.has(id))
        .map(({ id, lat, lon }) => ({ id, ...view.planePx(lat, lon), width: dotPx, height: dotPx }))
      obstacles.set('stations', [...placed, ...dots])
    }
    draw()
    return view.onZoom(draw)
  }, [marks, view, obstacles, markScale, sights, selected])
  useEffect(() => marks?.point(pointed), [marks, pointed])
  return null
}

/** Who keeps the number where there is no room for all: the selected, then the worst, then by weight; a value before
 *  none. */
function rankOf({ id, look, weight = 0 }: Sight, selected: string | null): number {
  if (id === selected) return 1000
  const known = look.value !== null && look.freshness !== 'stale'
  return (known ? 100 : 0) + (look.levels > 0 ? look.level / look.levels : 0) * 50 + weight
}
