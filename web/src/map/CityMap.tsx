import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { CityInfo } from '@city/domain/api/schemas.ts'
import { useText } from '../i18n/i18n.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import type { Theme } from '../ui/theme.ts'
import { BaseLayer } from './BaseLayer.tsx'
import { createMapView, type Gestures } from './leafletMap.ts'
import { MapContext, type MapGround } from './mapContext.ts'
import { Obstacles } from './obstacles.ts'
import { SchematicLayer } from './SchematicLayer.tsx'
import './map.css'

export interface CityMapProps {
  city: CityInfo
  theme: Theme
  gestures?: Gestures
  /** First view: the city's centre at this zoom (default 12), or the whole city. */
  start?: number | 'city'
  /** Size of marks and labels, 1 = desk and phone; walls enlarge them. */
  markScale?: number
  /** Layers; each draws on the map and returns null. */
  children?: ReactNode
  /** What floats above the map, such as a legend; at its bottom left. */
  corner?: ReactNode
  className?: string
}

/** Hanoi's map: schematic ground, the city's own tiles above it where configured, layers above both. */
export function CityMap(props: CityMapProps) {
  const { t } = useText('common')
  const { city, theme, gestures = 'all', start = 12, markScale = 1 } = props
  const container = useRef<HTMLDivElement>(null)
  const [made, setMade] = useState<Omit<MapGround, 'markScale'> | null>(null)

  const ground = useMemo(() => made && { ...made, markScale }, [made, markScale])
  const [tiled, setTiled] = useState(false)
  const { center, bounds, basemap } = city
  const { min_zoom: minZoom, max_zoom: maxZoom } = basemap

  useEffect(() => {
    if (!container.current) return
    const view = createMapView(container.current, {
      center,
      zoom: start === 'city' ? minZoom : start,
      bounds,
      minZoom,
      maxZoom,
      gestures,
    })
    setMade({ view, obstacles: new Obstacles() })
    return () => {
      setMade(null)
      view.destroy()
    }
  }, [center, bounds, minZoom, maxZoom, gestures, start])

  return (
    <div className={cx('map', props.className)} role="region" aria-label={t('map.label')}>
      <div className="map__canvas" ref={container} style={{ '--mark-scale': markScale }} />
      {ground && (
        <MapContext value={ground}>
          <SchematicLayer fitCity={start === 'city'} named={!tiled} />
          <BaseLayer city={city} theme={theme} onChange={setTiled} />
          {props.children}
        </MapContext>
      )}
      {ground && gestures !== 'none' && (
        <div className="map__buttons">
          <Button size="s" aria-label={t('map.zoomIn')} onPress={() => ground.view.zoomBy(1)}>
            +
          </Button>
          <Button size="s" aria-label={t('map.zoomOut')} onPress={() => ground.view.zoomBy(-1)}>
            −
          </Button>
        </div>
      )}
      {props.corner && <div className="map__corner">{props.corner}</div>}
    </div>
  )
}
