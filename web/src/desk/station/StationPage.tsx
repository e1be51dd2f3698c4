import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { useStationCollection } from '../../api/queries.ts'
import { headlineOf, shownFreshness } from '../../domainView/markerLook.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow, useStation, useStations } from '../../live/useLive.ts'
import { Age } from '../../ui/Age.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { ClassesCard } from '../lake/ClassesCard.tsx'
import { WqiCard } from '../lake/WqiCard.tsx'
import '../lake/lake.css'
import { Card } from '../parts/Card.tsx'
import { RevisionsSection } from '../stations/RevisionsSection.tsx'
import { StationFacts } from '../stations/StationFacts.tsx'
import '../stations/stations.css'
import { ChartsCard } from './ChartsCard.tsx'
import { CompletenessCard } from './CompletenessCard.tsx'
import { FloodCard } from './FloodCard.tsx'
import { IndexCard } from './IndexCard.tsx'
import { IndexRevisions } from './IndexRevisions.tsx'
import { NowCard } from './NowCard.tsx'
import type { Draft } from './draft.ts'
import { OverridesCard } from './OverridesCard.tsx'
import { QualityCard } from './QualityCard.tsx'
import { RainCard } from './RainCard.tsx'
import { usePageText } from './usePageText.ts'
import './station.css'

/** `/desk/stations/AQ-01`: everything about one station on a page of its own. */
export function StationPage() {
  const { t } = useText('desk')
  const id = useParams().id ?? ''
  const collection = useStationCollection(10 * 60_000)
  const known = useStations().length > 0
  const station = useStation(id)
  if (station) return <Known key={id} station={station} />
  return (
    <div className="page">
      <Loaded query={collection} what={t('stations.listTitle')} lines={10}>
        {() =>
          known && (
            <EmptyState title={t('unknownPlace', { id })}>
              <Link to="/desk/stations">{t('nav.stations')}</Link>
            </EmptyState>
          )
        }
      </Loaded>
    </div>
  )
}

function Known({ station }: { station: LiveStation }) {
  const t = usePageText()
  const { t: desk } = useText('desk')
  const [picked, setPicked] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const parameter = picked ?? headlineOf(station).parameter
  return (
    <div className="page">
      <div className="page__in sp">
        <Head station={station} />
        <div className="sp__stack">
          {station.domain === 'air' && <IndexCard station={station} />}
          {station.domain === 'rain' && <RainCard station={station} />}
          {station.domain === 'flood' && <FloodCard station={station} />}
          {station.domain === 'water' && <WqiCard station={station} />}
          {station.domain === 'water' && <ClassesCard station={station} />}
        </div>
        <div className="sp__stack">
          <NowCard station={station} chosen={parameter} onChoose={setPicked} />
          <CompletenessCard station={station} chosen={parameter} onChoose={setPicked} />
        </div>
        <ChartsCard station={station} parameter={parameter} onParameter={setPicked} />
        <div className="sp__stack">
          <QualityCard station={station} onDecide={setDraft} />
        </div>
        <div className="sp__stack">
          <OverridesCard station={station} draft={draft} onDraft={setDraft} />
          <Card title={t('revisions.title')} className="sp__revisions">
            <RevisionsSection station={station} />
            {station.domain === 'air' && <IndexRevisions station={station} />}
          </Card>
        </div>
        <Card title={desk('facts.title')} className="sp__facts">
          <StationFacts station={station} />
        </Card>
      </div>
    </div>
  )
}

function Head({ station }: { station: LiveStation }) {
  const t = usePageText()
  const { t: desk } = useText('desk')
  const { t: common } = useText('common')
  const language = useLanguage()
  const now = useServerNow()
  const { id, name, domain, interval_s: intervalS } = station
  const other = language === 'vi' ? name.en : name.vi
  const minutes = Math.round(intervalS / 6) / 10
  return (
    <header className="sp__head">
      <div>
        <p className="desk-panel__kicker">
          <Link to="/desk/stations">‹ {t('back')}</Link> · {common(`station.${domain}`)} · <b>{id}</b> ·{' '}
          {desk('facts.every', { count: minutes })}
        </p>
        <h2>{name[language]}</h2>
        {other !== name[language] && <p className="desk-panel__subtitle">{other}</p>}
      </div>
      <p className="sp__age">
        <Age at={station.time} freshness={shownFreshness({ ...station, index: null }, now)} />
        <Link to={`/desk/stations?s=${encodeURIComponent(id)}`}>{t('onMap')}</Link>
      </p>
    </header>
  )
}
