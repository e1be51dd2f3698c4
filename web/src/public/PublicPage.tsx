import { useState } from 'react'
import type { Domain } from '@city/domain/station/station.ts'
import { useCityInfo } from '../api/queries.ts'
import { addTexts, useLanguage, useText } from '../i18n/i18n.ts'
import { usePollingFeed } from '../live/feeds.ts'
import { CityMap } from '../map/CityMap.tsx'
import { Legend } from '../map/Legend.tsx'
import { StationLayer } from '../map/StationLayer.tsx'
import { ConnectionState } from '../ui/ConnectionState.tsx'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { useTheme } from '../ui/theme.ts'
import { publicEn } from './public.en.ts'
import { publicVi } from './public.vi.ts'
import './public.css'

addTexts('public', { vi: publicVi, en: publicEn })

const layers: Record<Domain, readonly Domain[]> = {
  air: ['air'],
  rain: ['rain'],
  flood: ['flood'],
  water: ['water'],
}
const domains = ['air', 'rain', 'flood', 'water'] as const

/** `/`: the public map. */
export function PublicPage() {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const language = useLanguage()
  const theme = useTheme('light')
  const city = useCityInfo()
  const [domain, setDomain] = useState<Domain>('air')
  const [selected, setSelected] = useState<string | null>(null)
  usePollingFeed()
  return (
    <div className="public">
      <DemoBanner />
      <header className="public__head">
        <div>
          <h1 className="public__title">{t('title')}</h1>
          <p className="public__intro">{t('intro')}</p>
        </div>
        <LanguageSwitch />
      </header>
      <nav className="public__layers">
        <SegmentedControl
          label={common('map.layers')}
          value={domain}
          options={domains.map((value) => ({ value, text: common(`domain.${value}`) }))}
          onChange={setDomain}
        />
        <ConnectionState />
      </nav>
      <main className="public__map">
        <Loaded query={city} what={city.data?.name[language] ?? common('map.label')}>
          {(info) => (
            <CityMap city={info} theme={theme} corner={<Legend domains={layers[domain]} />}>
              <StationLayer domains={layers[domain]} selected={selected} onSelect={setSelected} />
            </CityMap>
          )}
        </Loaded>
      </main>
    </div>
  )
}
