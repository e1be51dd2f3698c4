import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

/** What the map and the table can show. */
export const layers = ['air', 'rain', 'flood', 'water', 'cameras'] as const
export type LayerName = (typeof layers)[number]
export type View = 'now' | 'map' | 'table'
const views: readonly View[] = ['now', 'map', 'table']

/** Layers named in `air,flood`; unknown names are left out; none at all for `none`;
 *  null when nothing is named. `lake` and `camera` are understood too. */
export function parseLayers(text: string | null): readonly LayerName[] | null {
  if (text === 'none') return []
  const named = (text ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .map((one) => (one === 'lake' ? 'water' : one === 'camera' ? 'cameras' : one))
  const found = layers.filter((one) => named.includes(one))
  return found.length > 0 ? found : null
}

/** What the page shows, kept in the address: it can be sent to somebody, and Back closes what was opened. */
export interface Address {
  view: View
  layers: readonly LayerName[] | null
  station: string | null
  camera: string | null
  ward: string | null
  setView: (view: View) => void
  setLayers: (layers: readonly LayerName[]) => void
  open: (what: { station?: string; camera?: string; view?: View; layers?: readonly LayerName[] }) => void
  close: () => void
}

export function useAddress(): Address {
  const [search, setSearch] = useSearchParams()
  const change = useCallback(
    (part: Record<string, string | null>, replace: boolean) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [name, value] of Object.entries(part))
            if (value === null) next.delete(name)
            else next.set(name, value)
          return next
        },
        { replace, preventScrollReset: true },
      ),
    [setSearch],
  )
  const layerText = search.get('layer')
  const chosen = useMemo(() => parseLayers(layerText), [layerText])
  const asked = search.get('view')
  const station = search.get('station')
  const camera = search.get('camera')
  const ward = search.get('ward')
  return useMemo(
    () => ({
      view: views.find((one) => one === asked) ?? 'now',
      layers: chosen,
      station,
      camera,
      ward,
      setView: (view) => change({ view: view === 'now' ? null : view }, false),
      setLayers: (names) => change({ layer: names.join(',') || 'none' }, true),
      open: (what) =>
        change(
          {
            station: what.station ?? null,
            camera: what.camera ?? null,
            ...(what.view && { view: what.view === 'now' ? null : what.view }),
            ...(what.layers && { layer: what.layers.join(',') }),
          },
          Boolean(station ?? camera),
        ),
      close: () => change({ station: null, camera: null }, true),
    }),
    [asked, chosen, station, camera, ward, change],
  )
}
