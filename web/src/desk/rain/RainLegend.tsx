import { useState } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { Glyph } from '../../map/Glyph.tsx'
import { Button } from '../../ui/Button.tsx'
import { useRainText } from './useRainText.ts'
import { isByIntensity, type ShownWindow } from './windows.ts'

export type RainLayer = 'gauges' | 'floods'

const rainLevels = [0, 1, 2, 3, 4, 5] as const
const floodClasses = [1, 2, 3, 4] as const
const fresh = { freshness: 'fresh', suspect: false } as const

/** What the marks of the page mean, and which of them are shown. */
export function RainLegend(props: {
  window: ShownWindow
  layers: readonly RainLayer[]
  onLayers: (layers: readonly RainLayer[]) => void
}) {
  const t = useRainText()
  const { t: common } = useText('common')
  const { window, layers, onLayers } = props
  const [open, setOpen] = useState(false)
  const byIntensity = isByIntensity(window)
  const toggle = (layer: RainLayer) => (
    <label className="desk-check">
      <input
        type="checkbox"
        checked={layers.includes(layer)}
        onChange={({ target }) =>
          onLayers(target.checked ? [...layers, layer] : layers.filter((one) => one !== layer))
        }
      />
      {t(`map.${layer}`)}
    </label>
  )
  return (
    <div className="rn-corner">
      {open && (
        <div className="rn-legend" role="group" aria-label={t('map.legend')}>
          <div>
            <p>
              <b>{t('map.gauges')}</b> · {t(byIntensity ? 'map.perHour' : 'map.byClass')}
            </p>
            <ul>
              {rainLevels.map((level) => (
                <li key={level}>
                  <Glyph
                    look={{
                      ...fresh,
                      shape: 'drop',
                      tone: `rain-${level}`,
                      level,
                      levels: 5,
                      calm: level === 0,
                    }}
                    text={level === 0 ? '' : ' '}
                  />
                  {byIntensity ? t(`map.scale.${level}`) : t(`map.class.${level}`)}
                </li>
              ))}
            </ul>
          </div>
          <div>
            <p>
              <b>{t('map.floods')}</b> · {t('map.depth')}
            </p>
            <ul>
              {floodClasses.map((level) => (
                <li key={level}>
                  <Glyph
                    look={{ ...fresh, shape: 'diamond', tone: `flood-${level}`, level, levels: 4 }}
                    text=" "
                  />
                  {common(`flood.depth.${level}`).replace(' cm', '')}
                </li>
              ))}
            </ul>
            <p>{t('map.sign')}</p>
          </div>
        </div>
      )}
      <div className="rn-layers">
        {toggle('gauges')}
        {toggle('floods')}
        <Button look="quiet" size="s" aria-expanded={open} onPress={() => setOpen(!open)}>
          {t('map.legend')}
        </Button>
      </div>
    </div>
  )
}
