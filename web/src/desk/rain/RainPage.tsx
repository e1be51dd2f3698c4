import { useMemo, useState } from 'react'
import { useCityInfo, useRainTotals } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { CityMap } from '../../map/CityMap.tsx'
import { SightLayer } from '../../map/SightLayer.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { themeFor } from '../../ui/theme.ts'
import { MapFollow } from '../parts/MapFollow.tsx'
import { oneOf, useFilters } from '../parts/useFilters.ts'
import { CityRain } from './CityRain.tsx'
import { EventsTable } from './EventsTable.tsx'
import { FloodTable } from './FloodTable.tsx'
import { GaugesTable } from './GaugesTable.tsx'
import { RainHead } from './RainHead.tsx'
import { RainLegend, type RainLayer } from './RainLegend.tsx'
import { useAgedFlood } from './useAgedFlood.ts'
import { useRainSights } from './useRainSights.ts'
import { useRainText } from './useRainText.ts'
import { shownWindows } from './windows.ts'
import './rain.css'

const tabs = ['floods', 'gauges', 'events'] as const

/** `/desk/rain`: rain of a window and flood points with their risk, as a map, in figures and as tables. */
export function RainPage() {
  const t = useRainText()
  const { t: common } = useText('common')
  const [search, change] = useFilters()
  const window = oneOf(shownWindows, search.get('window')) ?? '2h'
  const tab = oneOf(tabs, search.get('tab')) ?? 'floods'
  const chosen = search.get('s')
  const [pointed, setPointed] = useState<string | null>(null)
  const [layers, setLayers] = useState<readonly RainLayer[]>(['gauges', 'floods'])
  const city = useCityInfo()
  const totals = useRainTotals(window)
  const flood = useAgedFlood()
  const sights = useRainSights(totals.data, flood.data, window, layers)
  const place = useMemo(() => sights.find(({ id }) => id === chosen), [sights, chosen])
  const choose = (id: string) => {
    const isGauge = totals.data?.items.some(({ station }) => station === id)
    change({ s: id === chosen ? null : id, tab: isGauge ? 'gauges' : null })
  }
  return (
    <div className="rn">
      <RainHead totals={totals} flood={flood} />
      <div className="rn__map page-card page-map">
        <Loaded query={city} what={common('map.label')}>
          {(info) => (
            <CityMap
              city={info}
              theme={themeFor(location.search, 'light')}
              corner={<RainLegend window={window} layers={layers} onLayers={setLayers} />}
            >
              <SightLayer
                sights={sights}
                selected={chosen}
                onSelect={choose}
                pointed={pointed}
                onPoint={setPointed}
              />
              {place && <MapFollow lat={place.lat} lon={place.lon} />}
            </CityMap>
          )}
        </Loaded>
      </div>
      <div className="rn__side">
        <CityRain query={totals} window={window} onWindow={(next) => change({ window: next })} />
        <section className="page-card rn__tables" aria-label={t(`tab.${tab}`)}>
          <SegmentedControl
            label={t('title')}
            value={tab}
            options={tabs.map((value) => ({ value, text: t(`tab.${value}`) }))}
            onChange={(next) => change({ tab: next === 'floods' ? null : next })}
          />
          {tab === 'floods' && (
            <FloodTable query={flood} chosen={chosen} onChoose={choose} onPoint={setPointed} />
          )}
          {tab === 'gauges' && (
            <GaugesTable query={totals} chosen={chosen} onChoose={choose} onPoint={setPointed} />
          )}
          {tab === 'events' && <EventsTable />}
        </section>
      </div>
    </div>
  )
}
