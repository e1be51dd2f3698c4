import { useEffect, useRef, useState } from 'react'
import type { CameraItem } from '@city/domain/api/schemas.ts'
import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useCameras } from '../live/useLive.ts'
import { clusterByCell } from './clusterByCell.ts'
import { useMapGround } from './mapContext.ts'
import { MarkSet, type MarkDrawing } from './MarkSet.ts'
import { markSvg } from './markSvg.ts'

/** Above this many cameras in view they are gathered; a cluster tells how many of them do not work. */
const gatherAbove = 250
const cellPx = 72
const look = { shape: 'camera', level: 0, levels: 0, suspect: false } as const
const nobody = () => {}

/** Cameras on the map: small glyphs by state, gathered where they are many. Pressing a cluster zooms in. */
export function CameraLayer(props: {
  selected?: string | null
  onSelect?: (id: string) => void
  pointed?: string | null
  onPoint?: (id: string | null) => void
  /** give a constant */
  filter?: (camera: CameraItem) => boolean
}) {
  const { t } = useText('common')
  const format = useFormat()
  const { view } = useMapGround()
  const cameras = useCameras()
  const { selected = null, onSelect = nobody, pointed = null, onPoint = nobody, filter } = props
  const [marks, setMarks] = useState<MarkSet | null>(null)
  const press = useRef(onSelect)
  press.current = onSelect
  const point = useRef(onPoint)
  point.current = onPoint
  const clusters = useRef(new Map<string, { lat: number; lon: number }>())

  useEffect(() => {
    const made = new MarkSet(
      view,
      (id) => {
        const cluster = clusters.current.get(id)
        if (cluster) view.lookAt(cluster.lat, cluster.lon, view.zoom() + 2)
        else press.current(id)
      },
      (id) => point.current(id),
    )
    setMarks(made)
    return () => made.clear()
  }, [view])

  useEffect(() => {
    if (!marks) return
    const draw = () => {
      clusters.current.clear()
      const inView = cameras.filter((one) => view.isInView(one.lat, one.lon) && (!filter || filter(one)))
      marks.show(inView.length <= gatherAbove ? inView.map(drawCamera) : gather(inView))
    }
    draw()
    return view.onMove(draw)

    function gather(inView: readonly CameraItem[]): MarkDrawing[] {
      const placeOf = (one: CameraItem) => ({ id: one.id, ...view.planePx(one.lat, one.lon) })
      return clusterByCell(inView, placeOf, cellPx).map(({ id, x, y, items }) => {
        const only = items.length === 1 ? items[0] : undefined
        if (only) return drawCamera(only)
        const at = view.fromPlanePx(x, y)
        clusters.current.set(id, at)
        return drawCluster(id, at, items)
      })
    }

    function drawCluster(
      id: string,
      at: { lat: number; lon: number },
      items: readonly CameraItem[],
    ): MarkDrawing {
      const up = items.filter(({ state }) => state === 'online').length
      const name = `${t('camera.name')}: ${format.number(up)}/${format.number(items.length)} ${t('camera.state.online')}`
      const down = items.filter(({ state }) => state === 'offline').length
      const className = 'mark--camera mark--cluster'
      const fault = down > 0 ? `<b>${format.number(down)}</b>` : ''
      const svg = `<span class="mark__count">${markSvg(look, '')}${format.number(items.length)}${fault}</span>`
      return { id, ...at, key: `${name}|${at.lat}|${at.lon}`, className, svg, label: name, name, rank: 0 }
    }

    function drawCamera(one: CameraItem): MarkDrawing {
      const label = `${t('camera.name')} ${one.name}, ${t(`camera.state.${one.state}`)}`
      const className = `mark--camera is-dot is-${one.state}`
      return {
        id: one.id,
        lat: one.lat,
        lon: one.lon,
        key: `${className}|${label}|${one.lat}|${one.lon}`,
        className,
        svg: markSvg(look, ''),
        label,
        name: one.name,
        rank: one.state === 'offline' ? 1 : 0,
      }
    }
  }, [marks, cameras, filter, view, t, format])

  useEffect(() => marks?.select(selected), [marks, selected])
  useEffect(() => marks?.point(pointed), [marks, pointed])
  return null
}
