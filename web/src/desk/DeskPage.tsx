import { lazy, Suspense, useEffect, useRef } from 'react'
import { NavLink, Navigate, Route, Routes, useLocation } from 'react-router'
import { layers } from '@city/domain/live/events.ts'
import { addTexts, useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useSocketFeed } from '../live/feeds.ts'
import { useCameras } from '../live/useLive.ts'
import { ConnectionState } from '../ui/ConnectionState.tsx'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { PaletteSwitch } from '../ui/PaletteSwitch.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useTheme } from '../ui/theme.ts'
import { deskEn } from './desk.en.ts'
import { deskVi } from './desk.vi.ts'
import { useHaltedSince } from '../api/useHaltedSince.ts'
import { SourcesSign } from './sources/SourcesSign.tsx'
import { useTitle } from '../ui/useTitle.ts'
import './desk.css'

addTexts('desk', { vi: deskVi, en: deskEn })

const StationsPage = lazy(() =>
  import('./stations/StationsPage.tsx').then((page) => ({ default: page.StationsPage })),
)
const StationPage = lazy(() =>
  import('./station/StationPage.tsx').then((page) => ({ default: page.StationPage })),
)
const AirPage = lazy(() => import('./air/AirPage.tsx').then((page) => ({ default: page.AirPage })))
const RainPage = lazy(() => import('./rain/RainPage.tsx').then((page) => ({ default: page.RainPage })))
const LakePage = lazy(() => import('./lake/LakePage.tsx').then((page) => ({ default: page.LakePage })))
const CamerasPage = lazy(() =>
  import('./cameras/CamerasPage.tsx').then((page) => ({ default: page.CamerasPage })),
)
const DossiersPage = lazy(() =>
  import('./dossiers/DossiersPage.tsx').then((page) => ({ default: page.DossiersPage })),
)
const SourcesPage = lazy(() =>
  import('./sources/SourcesPage.tsx').then((page) => ({ default: page.SourcesPage })),
)

const sections = ['stations', 'air', 'rain', 'lake', 'cameras', 'dossiers', 'sources'] as const
type Section = (typeof sections)[number]

/** `/desk`: the workplace of analysts and operators. Each section keeps its place while another is open. */
export function DeskPage() {
  const { t } = useText('desk')
  const { pathname, search } = useLocation()
  const places = useRef(new Map<Section, string>())
  const section = sections.find((one) => pathname.startsWith(`/desk/${one}`))
  useTheme('light')
  useTitle(section ? `${t(`nav.${section}`)} · ${t('title')}` : t('title'))
  useSocketFeed(layers)
  useEffect(() => {
    if (section) places.current.set(section, pathname + search)
  }, [section, pathname, search])
  const placeOf = (one: Section) =>
    one === section ? `/desk/${one}` : (places.current.get(one) ?? `/desk/${one}`)
  return (
    <div className="desk">
      <DemoBanner />
      <header className="desk__head">
        <h1>{t('title')}</h1>
        <nav className="desk__nav" aria-label={t('nav.label')}>
          {sections.map((one) => (
            <NavLink
              key={one}
              to={placeOf(one)}
              className="desk__tab"
              aria-current={one === section ? 'page' : undefined}
            >
              {t(`nav.${one}`)}
              {one === 'cameras' && <OfflineSign />}
              {one === 'sources' && <SourcesSign />}
            </NavLink>
          ))}
        </nav>
        <div className="desk__tools">
          <ConnectionState haltedSince={useHaltedSince()} />
          <PaletteSwitch />
          <LanguageSwitch />
        </div>
      </header>
      <main className="desk__main">
        <Suspense fallback={<Waiting />}>
          <Routes>
            <Route index element={<Navigate to={`/desk/stations${search}`} replace />} />
            <Route path="stations" element={<StationsPage />} />
            <Route path="stations/:id" element={<StationPage />} />
            <Route path="air" element={<AirPage />} />
            <Route path="rain" element={<RainPage />} />
            <Route path="lake" element={<LakePage />} />
            <Route path="cameras/:id?" element={<CamerasPage />} />
            <Route path="dossiers" element={<DossiersPage />} />
            <Route path="sources" element={<SourcesPage />} />
            <Route path="*" element={<Navigate to="/desk/stations" replace />} />
          </Routes>
        </Suspense>
      </main>
    </div>
  )
}

function Waiting() {
  const { t } = useText('common')
  return (
    <div className="desk__waiting">
      <Skeleton lines={8} label={t('loading')} />
    </div>
  )
}

/** How many cameras are offline, beside the name of their section; nothing when none is. */
function OfflineSign() {
  const { t } = useText('desk')
  const format = useFormat()
  const count = useCameras().filter(({ state }) => state === 'offline').length
  if (count === 0) return null
  return (
    <span className="desk__sign" aria-label={t('navOffline', { count })}>
      {format.number(count)}
    </span>
  )
}
