import { lazy, Suspense, useCallback, useState } from 'react'
import type { CityInfo } from '@city/domain/api/schemas.ts'
import { useCityInfo } from '../api/queries.ts'
import { addTexts, useText } from '../i18n/i18n.ts'
import { useTitle } from '../ui/useTitle.ts'
import { usePollingFeed } from '../live/feeds.ts'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useAddress } from './address.ts'
import { Answers } from './answers/Answers.tsx'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { LayerBar } from './map/LayerBar.tsx'
import { useCityState } from './model/useCityState.ts'
import { PageFoot } from './PageFoot.tsx'
import { PageHead } from './PageHead.tsx'
import { PlacePicker } from './place/PlacePicker.tsx'
import { usePlace } from './place/usePlace.ts'
import { CameraSheet } from './sheet/CameraSheet.tsx'
import { StationSheet } from './sheet/StationSheet.tsx'
import { PublicTable } from './table/PublicTable.tsx'
import { useMedia, usePreferredTheme } from './useMedia.ts'
import { useShownLayers } from './useShownLayers.ts'
import { StageFault } from './StageFault.tsx'
import { ViewSwitch } from './ViewSwitch.tsx'
import { publicEn } from './public.en.ts'
import { publicVi } from './public.vi.ts'
import './public.css'

addTexts('public', { vi: publicVi, en: publicEn })

/** Loaded when the map is first looked at: on a phone the answers come without it. */
const PublicMap = lazy(() => import('./map/PublicMap.tsx').then((map) => ({ default: map.PublicMap })))

/** Share of a phone's screen that a sheet takes over the map, and the bars below the map, px; as in public.css. */
const sheetShare = 0.6
const barsPx = 112

/** `/`: "here, now" first, then the map and the same as a table. Values come by cacheable JSON, no socket. */
export function PublicPage() {
  const { t } = useText('public')
  const city = useCityInfo()
  useTitle(t('pageTitle'))
  return (
    <div className="public">
      <DemoBanner />
      {city.data ? (
        <City city={city.data} />
      ) : (
        <div className="public__now">
          <PageHead />
          <Loaded query={city} what={t('what.city')} lines={6}>
            {() => null}
          </Loaded>
        </div>
      )}
    </div>
  )
}

function City({ city }: { city: CityInfo }) {
  const { t } = useText('public')
  const { t: common } = useText('common')
  const theme = usePreferredTheme()
  const wide = useMedia('(min-width: 700px)')
  const address = useAddress()
  const choice = usePlace(city, address.ward)
  const state = useCityState(choice.place)
  const shown = useShownLayers(address, state.storm)
  const view = wide && address.view === 'now' ? 'map' : address.view
  const [mapSeen, setMapSeen] = useState(view === 'map')
  if (view === 'map' && !mapSeen) setMapSeen(true)
  usePollingFeed({ cameras: shown.includes('cameras') || address.camera !== null })

  const { open: openAddress } = address
  const onStation = useCallback((station: string) => openAddress({ station }), [openAddress])
  const onCamera = useCallback((camera: string) => openAddress({ camera }), [openAddress])
  const opened = address.station ?? address.camera
  const tableLayer = shown[shown.length - 1] ?? 'air'
  return (
    <div className="public__body" data-view={view}>
      {wide && (
        <a className="public__skip" href="#stage">
          {t('skip')}
        </a>
      )}
      <div className="public__now">
        <PageHead />
        <PlacePicker choice={choice} />
        <ConnectionNotice />
        <Answers state={state} address={address} />
        <PageFoot />
      </div>
      <main className="public__stage" id="stage" tabIndex={-1}>
        <div className="public__tools">
          <LayerBar
            shown={view === 'table' ? [tableLayer] : shown}
            one={view === 'table'}
            flooded={state.flood.flooded.length}
            onChange={address.setLayers}
          />
          {wide && <ViewSwitch view={view} views={['map', 'table']} onChange={address.setView} />}
        </div>
        {mapSeen && (
          <div className="public__map" hidden={view === 'table'}>
            <Suspense fallback={<Skeleton height="100%" label={common('loading')} />}>
              <PublicMap
                city={city}
                theme={theme}
                layers={shown}
                station={address.station}
                camera={address.camera}
                place={choice.place}
                hiddenPx={wide ? 0 : window.innerHeight * sheetShare - barsPx}
                onStation={onStation}
                onCamera={onCamera}
              />
            </Suspense>
          </div>
        )}
        <StageFault withLost={!wide} />
        {view === 'table' && state.known && (
          <PublicTable layer={tableLayer} place={choice.place} onStation={onStation} onCamera={onCamera} />
        )}
      </main>
      {opened !== null && (
        <aside className="public__side">
          {address.station !== null ? (
            <StationSheet id={address.station} onClose={address.close} />
          ) : (
            <CameraSheet id={opened} onClose={address.close} />
          )}
        </aside>
      )}
      {!wide && <ViewSwitch tabs view={view} views={['now', 'map', 'table']} onChange={address.setView} />}
    </div>
  )
}
