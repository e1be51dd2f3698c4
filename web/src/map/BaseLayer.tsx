import { useEffect, useState } from 'react'
import type { CityInfo } from '@city/domain/api/schemas.ts'
import { useLanguage, useText } from '../i18n/i18n.ts'
import type { Theme } from '../ui/theme.ts'
import { useMapGround } from './mapContext.ts'
import { answers } from './probe.ts'

const againMs = 5 * 60_000

/** The city's own tiles above the schematic ground, where they are configured and answer; else nothing, asked again
 *  every five minutes. Keeps the credits of what is shown. */
export function BaseLayer(props: { city: CityInfo; theme: Theme; onChange: (shown: boolean) => void }) {
  const { city, theme, onChange } = props
  const { t } = useText('common')
  const { view } = useMapGround()
  const language = useLanguage()
  const [shown, setShown] = useState(false)
  const { kind, url, attribution, min_zoom, max_zoom } = city.basemap
  const [lat, lon] = city.center

  useEffect(() => {
    if (kind === 'schematic' || !url) return
    let remove: (() => void) | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const ended = new AbortController()
    const attempt = async () => {
      const alive = await answers(kind, url, { lat, lon, zoom: max_zoom }, ended.signal)
      if (ended.signal.aborted) return
      if (!alive) {
        timer = setTimeout(() => void attempt(), againMs)
        return
      }
      const added =
        kind === 'raster'
          ? view.addRaster(url, { minZoom: min_zoom, maxZoom: max_zoom })
          : await view.addVector(url, theme, language)
      if (ended.signal.aborted) added()
      else {
        remove = added
        setShown(true)
      }
    }
    void attempt()
    return () => {
      ended.abort()
      clearTimeout(timer)
      remove?.()
      setShown(false)
    }
  }, [view, kind, url, theme, language, lat, lon, min_zoom, max_zoom])

  useEffect(() => onChange(shown), [shown, onChange])

  useEffect(() => {
    view.setCredits([...(shown && attribution ? [attribution] : []), t('map.schematic')])
  }, [view, shown, attribution, t])
  return null
}
