import { useState } from 'react'
import { Link } from 'react-router'
import { headlineOf, shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow, useStation } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Section } from '../parts/Section.tsx'
import { SidePanel } from '../parts/SidePanel.tsx'
import { AqiSection } from './AqiSection.tsx'
import { DayChart } from './DayChart.tsx'
import { ParametersTable } from './ParametersTable.tsx'
import { RevisionsSection } from './RevisionsSection.tsx'
import { StationFacts } from './StationFacts.tsx'

/** Everything about one station. `ready`: the registry is here, so that an id it lacks is unknown. */
export function StationPanel(props: { id: string; ready: boolean; onClose: () => void }) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const station = useStation(props.id)
  if (station) return <Known station={station} onClose={props.onClose} />
  return (
    <SidePanel kicker={props.id} title={t('nav.stations')} onClose={props.onClose}>
      {props.ready ? (
        <EmptyState title={t('unknownPlace', { id: props.id })} />
      ) : (
        <Skeleton lines={8} label={common('loading')} />
      )}
    </SidePanel>
  )
}

function Known({ station, onClose }: { station: LiveStation; onClose: () => void }) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const language = useLanguage()
  const now = useServerNow()
  const [picked, setPicked] = useState<string | null>(null)
  const parameter = picked ?? headlineOf(station).parameter
  const other = language === 'vi' ? station.name.en : station.name.vi
  return (
    <SidePanel
      kicker={
        <>
          {common(`station.${station.domain}`)} · <b>{station.id}</b> ·{' '}
          {t('facts.every', { count: Math.round(station.interval_s / 6) / 10 })}
        </>
      }
      title={station.name[language]}
      subtitle={other === station.name[language] ? undefined : other}
      onClose={onClose}
    >
      <Link className="desk-panel__page" to={`/desk/stations/${encodeURIComponent(station.id)}`}>
        {t('openPage')} <span aria-hidden="true">→</span>
      </Link>
      <Section
        title={t('now.title')}
        aside={<Age at={station.time} freshness={shownFreshness({ ...station, index: null }, now)} />}
      >
        <ParametersTable station={station} chosen={parameter} onChoose={setPicked} />
      </Section>
      {station.domain === 'air' && <AqiSection station={station} />}
      <DayChart station={station} parameter={parameter} onParameter={setPicked} />
      <RevisionsSection station={station} />
      <Section title={t('facts.title')}>
        <StationFacts station={station} />
      </Section>
    </SidePanel>
  )
}
