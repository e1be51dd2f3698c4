import { useState } from 'react'
import { layers } from '@city/domain/live/events.ts'
import { useCityInfo, useReadings } from '../api/queries.ts'
import { TimeChart } from '../charts/TimeChart.tsx'
import { headlineOf, shownFreshness } from '../domainView/markerLook.ts'
import { addTexts, useLanguage, useText } from '../i18n/i18n.ts'
import { useSocketFeed } from '../live/feeds.ts'
import type { LiveStation } from '../live/liveStore.ts'
import { useFreshness, useServerNow, useStation } from '../live/useLive.ts'
import { CameraLayer } from '../map/CameraLayer.tsx'
import { CityMap } from '../map/CityMap.tsx'
import { StationLayer } from '../map/StationLayer.tsx'
import { Age } from '../ui/Age.tsx'
import { AqiBadge } from '../ui/AqiBadge.tsx'
import { ConnectionState } from '../ui/ConnectionState.tsx'
import { DemoBanner } from '../ui/DemoBanner.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { FreshValue } from '../ui/FreshValue.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { PaletteSwitch } from '../ui/PaletteSwitch.tsx'
import { Panel } from '../ui/Panel.tsx'
import { useTheme } from '../ui/theme.ts'
import { deskEn } from './desk.en.ts'
import { deskVi } from './desk.vi.ts'
import './desk.css'

addTexts('desk', { vi: deskVi, en: deskEn })

const domains = ['air', 'rain', 'flood', 'water'] as const
const dayMs = 86_400_000

/** `/desk`: map, station panel and the last 24 hours. */
export function DeskPage() {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const theme = useTheme('light')
  const city = useCityInfo()
  const [selected, setSelected] = useState<string | null>(null)
  useSocketFeed(layers)
  return (
    <div className="desk">
      <DemoBanner />
      <header className="desk__head">
        <h1>{t('title')}</h1>
        <ConnectionState />
        <PaletteSwitch />
        <LanguageSwitch />
      </header>
      <main className="desk__main">
        <Panel flush>
          <Loaded query={city} what={common('map.label')}>
            {(info) => (
              <CityMap city={info} theme={theme}>
                <CameraLayer />
                <StationLayer domains={domains} selected={selected} onSelect={setSelected} />
              </CityMap>
            )}
          </Loaded>
        </Panel>
        {selected ? <StationPanel id={selected} /> : <EmptyState title={t('choose')} />}
      </main>
    </div>
  )
}

function StationPanel({ id }: { id: string }) {
  const station = useStation(id)
  return station ? <StationDetail station={station} /> : null
}

function StationDetail({ station }: { station: LiveStation }) {
  const { t } = useText('desk')
  const language = useLanguage()
  const now = useServerNow(60_000)
  const readings = useReadings(station.id)
  const { parameter } = headlineOf(station)
  const known = station.parameters.find(({ id }) => id === parameter)
  const name = known?.name[language] ?? parameter
  return (
    <Panel
      title={station.name[language]}
      className="desk__panel"
      aside={<Age at={station.time} freshness={useFreshness(station.time, station.interval_s)} />}
    >
      {station.domain === 'air' && (
        <AqiBadge
          size="l"
          value={station.index?.value ?? null}
          band={station.index?.band ?? null}
          freshness={shownFreshness(station, now)}
        />
      )}
      <div className="desk__values">
        {station.parameters.map((one) => (
          <FreshValue
            key={one.id}
            label={one.name[language]}
            value={station.latest?.values[one.id]}
            unit={one.unit}
            decimals={one.decimals}
            observedAt={station.time}
            intervalS={station.interval_s}
            flag={station.latest?.flags[one.id]}
            age="never"
          />
        ))}
      </div>
      <Loaded query={readings} what={t('last24h')}>
        {(series) => (
          <TimeChart
            name={name}
            unit={known?.unit ?? ''}
            decimals={known?.decimals ?? 1}
            stepMs={station.interval_s * 1000}
            from={now - dayMs}
            to={now}
            points={series.points.map(({ time, values, flags }) => ({
              time: Date.parse(time),
              value: values[parameter] ?? null,
              flag: flags[parameter],
            }))}
          />
        )}
      </Loaded>
    </Panel>
  )
}
