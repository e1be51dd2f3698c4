import { layers } from '@city/domain/live/events.ts'
import { useCityInfo } from '../api/queries.ts'
import { addTexts, useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useSocketFeed } from '../live/feeds.ts'
import { useServerNow } from '../live/useLive.ts'
import { CityMap } from '../map/CityMap.tsx'
import { StationLayer } from '../map/StationLayer.tsx'
import { ConnectionState } from '../ui/ConnectionState.tsx'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useTheme } from '../ui/theme.ts'
import { wallEn } from './wall.en.ts'
import { wallVi } from './wall.vi.ts'
import './wall.css'

addTexts('wall', { vi: wallVi, en: wallEn })

const domains = ['air', 'rain', 'flood', 'water'] as const

/** `/wall`: the city at a glance, nobody at the keyboard. */
export function WallPage() {
  const { t } = useText('wall')
  const { t: common } = useText('common')
  const theme = useTheme('dark')
  const format = useFormat()
  const now = useServerNow(1000)
  const city = useCityInfo()
  useSocketFeed(layers)
  return (
    <div className="wall">
      <header className="wall__head">
        <h1>{t('title')}</h1>
        <DemoBanner form="tag" />
        <ConnectionState />
        <time className="num">
          {format.weekday(now)}, {format.dateTime(now)}
        </time>
      </header>
      <main className="wall__map">
        <Loaded query={city} what={common('map.label')}>
          {(info) => (
            <CityMap city={info} theme={theme} gestures="none" markScale={1.3}>
              <StationLayer domains={domains} />
            </CityMap>
          )}
        </Loaded>
      </main>
    </div>
  )
}
