import { useEffect, useRef } from 'react'
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
import { useTheme } from '../ui/theme.ts'
import { CamerasPage } from './cameras/CamerasPage.tsx'
import { deskEn } from './desk.en.ts'
import { deskVi } from './desk.vi.ts'
import { DossiersPage } from './dossiers/DossiersPage.tsx'
import { SourcesPage } from './sources/SourcesPage.tsx'
import { SourcesSign } from './sources/SourcesSign.tsx'
import { StationsPage } from './stations/StationsPage.tsx'
import { useTitle } from '../ui/useTitle.ts'
import './desk.css'

addTexts('desk', { vi: deskVi, en: deskEn })

const sections = ['stations', 'cameras', 'dossiers', 'sources'] as const
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
          <ConnectionState />
          <PaletteSwitch />
          <LanguageSwitch />
        </div>
      </header>
      <main className="desk__main">
        <Routes>
          <Route index element={<Navigate to={`/desk/stations${search}`} replace />} />
          <Route path="stations/:id?" element={<StationsPage />} />
          <Route path="cameras/:id?" element={<CamerasPage />} />
          <Route path="dossiers" element={<DossiersPage />} />
          <Route path="sources" element={<SourcesPage />} />
          <Route path="*" element={<Navigate to="/desk/stations" replace />} />
        </Routes>
      </main>
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
