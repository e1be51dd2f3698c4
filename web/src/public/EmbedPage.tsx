import { useCityInfo } from '../api/queries.ts'
import { addTexts, useText } from '../i18n/i18n.ts'
import { usePollingFeed } from '../live/feeds.ts'
import { CityMap } from '../map/CityMap.tsx'
import { StationLayer } from '../map/StationLayer.tsx'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useTheme } from '../ui/theme.ts'
import { publicEn } from './public.en.ts'
import { publicVi } from './public.vi.ts'

addTexts('public', { vi: publicVi, en: publicEn })

const domains = ['air', 'flood'] as const

/** `/embed`: the map inside other sites; the page around it keeps its wheel and its touch. */
export function EmbedPage() {
  const { t } = useText('common')
  const theme = useTheme('light')
  const city = useCityInfo()
  usePollingFeed()
  return (
    <main style={{ height: '100%' }}>
      <Loaded query={city} what={t('map.label')}>
        {(info) => (
          <CityMap
            city={info}
            theme={theme}
            gestures="cooperative"
            start={11.5}
            corner={<DemoBanner form="tag" />}
          >
            <StationLayer domains={domains} />
          </CityMap>
        )}
      </Loaded>
    </main>
  )
}
