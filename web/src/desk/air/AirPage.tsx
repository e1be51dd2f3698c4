import { useMemo, useState } from 'react'
import { useAqiList } from '../../api/environment.ts'
import { useCityInfo, useStationCollection } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useServerNow, useStations } from '../../live/useLive.ts'
import { CityMap } from '../../map/CityMap.tsx'
import { StationLayer } from '../../map/StationLayer.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { themeFor } from '../../ui/theme.ts'
import { MapFollow } from '../parts/MapFollow.tsx'
import { MapLegend } from '../parts/MapLegend.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { useFilters } from '../parts/useFilters.ts'
import { AirHead } from './AirHead.tsx'
import { rankAir } from './airRanking.ts'
import { AirTable } from './AirTable.tsx'
import { LimitsCard } from './LimitsCard.tsx'
import { useAirText } from './useAirText.ts'
import { WithoutCard } from './WithoutCard.tsx'
import './air.css'

const airOnly = ['air'] as const

/** `/desk/air`: all air stations by their index now, which pollutant leads, what is over its limit, who has no index. */
export function AirPage() {
  const t = useAirText()
  const { t: common } = useText('common')
  const city = useCityInfo()
  const collection = useStationCollection(10 * 60_000)
  const stations = useStations('air')
  const now = useServerNow()
  const [search, change] = useFilters()
  const [pointed, setPointed] = useState<string | null>(null)
  const chosen = search.get('s')
  const ranking = useMemo(() => rankAir(stations, now), [stations, now])
  const list = useAqiList()
  const items = useMemo(() => new Map(list.data?.items.map((one) => [one.station, one])), [list.data])
  const choose = (id: string) => change({ s: id === chosen ? null : id })
  const place = stations.find(({ id }) => id === chosen)
  if (stations.length === 0)
    return (
      <div className="page">
        <Loaded query={collection} what={t('what')} lines={10}>
          {() => null}
        </Loaded>
      </div>
    )
  return (
    <div className="ar">
      <div className="ar__head">
        <StaleAnswer query={collection} />
        <AirHead ranking={ranking} total={stations.length} />
      </div>
      <AirTable
        ranking={ranking}
        items={items}
        chosen={chosen}
        pointed={pointed}
        onChoose={choose}
        onPoint={setPointed}
      />
      <div className="ar__side">
        <div className="page-card page-map ar__map">
          <Loaded query={city} what={common('map.label')}>
            {(info) => (
              <CityMap
                city={info}
                theme={themeFor(location.search, 'light')}
                start={11}
                corner={<MapLegend domains={airOnly} />}
              >
                <StationLayer
                  domains={airOnly}
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
        <div className="ar__cards">
          <WithoutCard without={ranking.without} items={items} />
          <LimitsCard list={list} />
        </div>
      </div>
    </div>
  )
}
