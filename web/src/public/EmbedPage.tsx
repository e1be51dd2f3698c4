import { useEffect, useMemo, useRef } from 'react'
import type { CityInfo } from '@city/domain/api/schemas.ts'
import { useCityInfo } from '../api/queries.ts'
import { addTexts, useLanguage, useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { usePollingFeed } from '../live/feeds.ts'
import { useConnection, useServerNow, useStations } from '../live/useLive.ts'
import { Age } from '../ui/Age.tsx'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useTitle } from '../ui/useTitle.ts'
import { useAddress } from './address.ts'
import { EmbedSummary } from './embed/EmbedSummary.tsx'
import { readEmbedView } from './embed/embedView.ts'
import { postHeight } from './embed/postHeight.ts'
import { Icon } from './Icon.tsx'
import { PublicMap } from './map/PublicMap.tsx'
import { useCityState } from './model/useCityState.ts'
import { CameraSheet } from './sheet/CameraSheet.tsx'
import { StationSheet } from './sheet/StationSheet.tsx'
import { usePreferredTheme } from './useMedia.ts'
import { useShownLayers } from './useShownLayers.ts'
import { publicEn } from './public.en.ts'
import { publicVi } from './public.vi.ts'
import './public.css'
import './embed/embed.css'

addTexts('public', { vi: publicVi, en: publicEn })

/** `/embed`: answers in one line and the map, inside other sites; the page around it keeps its wheel and its touch.
 *  `?layer=air,flood&lang=vi&lat=21.03&lon=105.84&zoom=13`; tells the page around how high it wants to be. */
export function EmbedPage() {
  const { t } = useText('common')
  const city = useCityInfo()
  return (
    <div className="embed">
      <Loaded query={city} what={t('map.label')}>
        {(info) => <Embed city={info} />}
      </Loaded>
    </div>
  )
}

function Embed({ city: whole }: { city: CityInfo }) {
  const { t } = useText('public')
  useTitle(t('pageTitle'))
  const language = useLanguage()
  const theme = usePreferredTheme()
  const address = useAddress()
  const asked = useMemo(() => readEmbedView(location.search, whole), [whole])
  const city = useMemo(() => ({ ...whole, center: asked.center }), [whole, asked])
  const [lat, lon] = asked.center
  const place = useMemo(() => ({ kind: 'center' as const, lat, lon }), [lat, lon])
  const state = useCityState(place)
  const shown = useShownLayers(address, state.storm)
  usePollingFeed({ cameras: shown.includes('cameras') })
  // Where nothing is heard now, the age is that of the last that was.
  const newest = useStations().reduce<number | null>(
    (last, { time }) => (time !== null && time > (last ?? 0) ? time : last),
    null,
  )
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => (root.current ? postHeight(root.current) : undefined), [])
  const opened = address.station ?? address.camera
  const full = `/?lang=${language}&layer=${shown.join()}`
  return (
    <div className="embed__page" ref={root}>
      <header className="embed__head">
        <EmbedSummary state={state} onOpen={(station) => address.open({ station })} />
      </header>
      <main className="embed__map">
        <DemoBanner form="tag" />
        <PublicMap
          city={city}
          theme={theme}
          layers={shown}
          station={address.station}
          camera={address.camera}
          place={null}
          gestures="cooperative"
          zoom={asked.zoom}
          onStation={(station) => address.open({ station })}
          onCamera={(camera) => address.open({ camera })}
        />
        {opened !== null && (
          <aside className="public__side embed__side">
            {address.station !== null ? (
              <StationSheet id={address.station} onClose={address.close} />
            ) : (
              <CameraSheet id={opened} onClose={address.close} />
            )}
          </aside>
        )}
      </main>
      <footer className="embed__foot">
        <span>
          {whole.name[language]} · <Age at={state.flood.asOf ?? state.rain.asOf ?? newest} form="short" />
          <Lost />
        </span>
        <a href={full} target="_blank" rel="noopener">
          {t('embed.full')} <Icon name="out" />
        </a>
      </footer>
    </div>
  )
}

/** Since when nothing new arrives, in the foot; nothing while all is well. Announced. */
function Lost() {
  const { t } = useText('public')
  const format = useFormat()
  const now = useServerNow()
  const { state, since } = useConnection()
  return (
    <span className="embed__lost" role="status">
      {state === 'lost' && t('lost.title', { time: format.moment(since, now) })}
    </span>
  )
}
