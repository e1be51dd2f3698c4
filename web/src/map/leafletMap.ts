import L from 'leaflet'

export type Remove = () => void

/** `all`: wheel and drag; `cooperative` (embeds, pages that scroll): the wheel zooms only with Ctrl, one finger scrolls
 *  the page; `none` (walls): the map stands still. */
export type Gestures = 'all' | 'cooperative' | 'none'

export interface MapOptions {
  center: readonly [lat: number, lon: number]
  zoom: number
  bounds: readonly [west: number, south: number, east: number, north: number]
  minZoom: number
  maxZoom: number
  gestures: Gestures
}

/** One mark on the map; `element` is ours to change. */
export interface Mark {
  move(lat: number, lon: number): void
  raise(zIndex: number): void
  remove(): void
}

/** A line whose width may follow the zoom. */
export interface MapLine {
  setWidth(px: number): void
  remove: Remove
}

/** The map in our words; the only place that knows Leaflet. Positions are WGS 84 degrees. */
export interface MapView {
  zoom(): number
  metresPerPx(): number
  /** px on the plane of this zoom level: does not change while the map pans. */
  planePx(lat: number, lon: number): { x: number; y: number }
  fromPlanePx(x: number, y: number): { lat: number; lon: number }
  /** `margin`: part of the view added on each side, 0.2 by default; negative = away from the edge. */
  isInView(lat: number, lon: number, margin?: number): boolean
  onZoom(listener: () => void): Remove
  onMove(listener: () => void): Remove
  lookAt(lat: number, lon: number, zoom?: number): void
  fit(bounds: MapOptions['bounds'], paddingPx?: number): void
  zoomBy(steps: number): void
  addPolygon(ring: readonly (readonly [number, number])[], className: string): Remove
  addLine(line: readonly (readonly [number, number])[], className: string): MapLine
  addLabel(lat: number, lon: number, element: HTMLElement): Remove
  addMark(lat: number, lon: number, element: HTMLElement, onPress: () => void): Mark
  addRaster(url: string, options: { minZoom: number; maxZoom: number }): Remove
  addVector(url: string, flavor: 'light' | 'dark', language: string): Promise<Remove>
  setCredits(html: readonly string[]): void
  destroy(): void
}

const steadyMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** A map in `container`; lon, lat order in lines and rings as in GeoJSON. */
export function createMapView(container: HTMLElement, options: MapOptions): MapView {
  const still = options.gestures === 'none'
  const touch = L.Browser.mobile
  const map = L.map(container, {
    center: [...options.center],
    zoom: options.zoom,
    minZoom: options.minZoom,
    maxZoom: options.maxZoom,
    maxBounds: latLngBounds(options.bounds),
    maxBoundsViscosity: 1,
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.25,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 90,
    scrollWheelZoom: options.gestures === 'all',
    dragging: !still && !(options.gestures === 'cooperative' && touch),
    touchZoom: !still,
    doubleClickZoom: !still,
    boxZoom: !still,
    keyboard: !still,
    fadeAnimation: !steadyMotion(),
    zoomAnimation: !steadyMotion() && !still,
    markerZoomAnimation: !steadyMotion() && !still,
  })
  const credits = L.control.attribution({ prefix: '<a href="https://leafletjs.com">Leaflet</a>' }).addTo(map)
  if (!still) L.control.scale({ imperial: false, position: 'bottomleft', maxWidth: 110 }).addTo(map)
  // The schematic base map lies below tiles, so that a dead tile server still leaves a readable map.
  map.createPane('ground').style.zIndex = '150'
  map.createPane('labels').style.zIndex = '450'
  const ground = L.svg({ pane: 'ground', padding: 0.6 })
  const stopWheel = options.gestures === 'cooperative' ? zoomOnlyWithCtrl(map, container) : () => {}
  const resized = new ResizeObserver(() => map.invalidateSize({ pan: false }))
  resized.observe(container)
  let shownCredits: readonly string[] = []

  const on = (event: string, listener: () => void): Remove => {
    map.on(event, listener)
    return () => map.off(event, listener)
  }
  const added = (layer: L.Layer): Remove => {
    layer.addTo(map)
    return () => layer.remove()
  }
  const iconOf = (element: HTMLElement) =>
    L.divIcon({ html: element, className: 'map-anchor', iconSize: [0, 0] })

  return {
    zoom: () => map.getZoom(),
    metresPerPx: () =>
      (40_075_016.7 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom()),
    planePx: (lat, lon) => map.project([lat, lon]),
    fromPlanePx: (x, y) => {
      const { lat, lng } = map.unproject([x, y])
      return { lat, lon: lng }
    },
    isInView: (lat, lon, margin = 0.2) => map.getBounds().pad(margin).contains([lat, lon]),
    onZoom: (listener) => on('zoomend', listener),
    onMove: (listener) => on('moveend', listener),
    lookAt: (lat, lon, zoom) =>
      map.setView([lat, lon], zoom ?? map.getZoom(), { animate: !steadyMotion() && !still }),
    fit: (bounds, paddingPx = 16) =>
      map.fitBounds(latLngBounds(bounds), { padding: [paddingPx, paddingPx], animate: false }),
    zoomBy: (steps) => map.setZoom(map.getZoom() + steps),
    addPolygon: (ring, className) =>
      added(
        L.polygon(latLngs(ring), {
          renderer: ground,
          pane: 'ground',
          className,
          interactive: false,
          smoothFactor: 0.6,
        }),
      ),
    addLine: (line, className) => {
      const drawn = L.polyline(latLngs(line), {
        renderer: ground,
        pane: 'ground',
        className,
        interactive: false,
        smoothFactor: 0.6,
        lineCap: 'butt',
      }).addTo(map)
      return { setWidth: (px) => drawn.setStyle({ weight: px }), remove: () => drawn.remove() }
    },
    addLabel: (lat, lon, element) =>
      added(
        L.marker([lat, lon], { icon: iconOf(element), pane: 'labels', interactive: false, keyboard: false }),
      ),
    addMark: (lat, lon, element, onPress) => {
      const marker = L.marker([lat, lon], { icon: iconOf(element), keyboard: false, riseOnHover: true })
      marker.on('click', onPress).addTo(map)
      return {
        move: (nextLat, nextLon) => marker.setLatLng([nextLat, nextLon]),
        raise: (zIndex) => marker.setZIndexOffset(zIndex),
        remove: () => marker.remove(),
      }
    },
    addRaster: (url, { minZoom, maxZoom }) =>
      added(L.tileLayer(url, { minZoom, maxNativeZoom: maxZoom, maxZoom: 20 })),
    addVector: async (url, flavor, language) => {
      // protomaps-leaflet expects Leaflet as a global; it is loaded only where the city configured a file.
      Object.assign(window, { L })
      const { leafletLayer } = await import('protomaps-leaflet')
      return added(leafletLayer({ url, flavor, lang: language, attribution: '' }) as unknown as L.Layer)
    },
    setCredits: (html) => {
      for (const one of shownCredits) credits.removeAttribution(one)
      shownCredits = html
      for (const one of html) credits.addAttribution(one)
    },
    destroy: () => {
      stopWheel()
      resized.disconnect()
      map.remove()
    },
  }
}

function latLngBounds([west, south, east, north]: MapOptions['bounds']): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east])
}

function latLngs(line: readonly (readonly [number, number])[]): L.LatLngTuple[] {
  return line.map(([lon, lat]) => [lat, lon])
}

/** The wheel scrolls the page unless Ctrl (or ⌘) is held. */
function zoomOnlyWithCtrl(map: L.Map, container: HTMLElement): Remove {
  const decide = (event: WheelEvent) => {
    if (event.ctrlKey || event.metaKey) map.scrollWheelZoom.enable()
    else map.scrollWheelZoom.disable()
  }
  container.addEventListener('wheel', decide, { capture: true, passive: true })
  return () => container.removeEventListener('wheel', decide, { capture: true })
}
