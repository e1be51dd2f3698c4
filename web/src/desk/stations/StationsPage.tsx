import { useCallback, useMemo, useRef, useState } from 'react'
import { useCityInfo, useStationCollection } from '../../api/queries.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow, useStation, useStations } from '../../live/useLive.ts'
import { CityMap } from '../../map/CityMap.tsx'
import { StationLayer } from '../../map/StationLayer.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { themeFor } from '../../ui/theme.ts'
import { MapFollow } from '../parts/MapFollow.tsx'
import { MapLegend } from '../parts/MapLegend.tsx'
import { useCalm } from '../parts/useCalm.ts'
import { useDeskKeys } from '../parts/useDeskKeys.ts'
import { oneOf, useFilters } from '../parts/useFilters.ts'
import { useTextFilter } from '../parts/useTextFilter.ts'
import { Workplace } from '../parts/Workplace.tsx'
import {
  freshnesses,
  keyOfFilter,
  listedDomains,
  selectStations,
  stationSorts,
  type StationFilter,
} from './stationFilter.ts'
import { StationList } from './StationList.tsx'
import { StationPanel } from './StationPanel.tsx'
import './stations.css'

/** `/desk/stations` and `/desk/stations?s=AQ-01`: list, map and panel of the stations, linked. */
export function StationsPage() {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const language = useLanguage()
  const [search, change] = useFilters()
  const selected = search.get('s')
  const [pointed, setPointed] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const city = useCityInfo()
  const collection = useStationCollection(10 * 60_000)
  const stations = useStations()
  const now = useServerNow(5000)
  const chosen = useStation(selected ?? '')

  const [text, setText] = useTextFilter(search.get('q'), change)
  const filter: StationFilter = {
    text,
    domain: oneOf(listedDomains, search.get('domain')),
    freshness: oneOf(freshnesses, search.get('freshness')),
    sort: oneOf(stationSorts, search.get('sort')) ?? 'name',
  }
  const beat = `${now}|${stations.length}`
  const calm = useCalm(stations, beat)
  const key = `${keyOfFilter(filter)}|${language}`
  // eslint-disable-next-line react-hooks/exhaustive-deps -- `key` is the filter
  const selection = useMemo(() => selectStations(calm, filter, now, language), [calm, key, now])
  const inList = selection.ids.join(' ')
  const onMap = useMemo(() => {
    const ids = new Set(inList.split(' '))
    return (station: LiveStation) => ids.has(station.id) || station.id === selected
  }, [inList, selected])

  const select = useCallback((id: string | null) => change({ s: id }), [change])
  const close = useCallback(() => select(null), [select])
  useDeskKeys(field, selected === null ? undefined : close)

  return (
    <Workplace
      list={
        stations.length === 0 ? (
          <Loaded query={collection} what={t('stations.listTitle')} lines={12}>
            {() => null}
          </Loaded>
        ) : (
          <StationList
            selection={selection}
            total={stations.length}
            filter={filter}
            onText={setText}
            onFilter={change}
            selected={selected}
            pointed={pointed}
            onSelect={select}
            onPoint={setPointed}
            field={field}
          />
        )
      }
      map={
        <Loaded query={city} what={common('map.label')}>
          {(info) => (
            <CityMap
              city={info}
              theme={themeFor(location.search, 'light')}
              corner={<MapLegend domains={filter.domain ? [filter.domain] : listedDomains} />}
            >
              <StationLayer
                domains={listedDomains}
                selected={selected}
                onSelect={select}
                pointed={pointed}
                onPoint={setPointed}
                filter={onMap}
              />
              {chosen && <MapFollow lat={chosen.lat} lon={chosen.lon} />}
            </CityMap>
          )}
        </Loaded>
      }
      panel={
        selected === null ? null : (
          <StationPanel key={selected} id={selected} ready={stations.length > 0} onClose={close} />
        )
      }
    />
  )
}
