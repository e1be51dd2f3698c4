import type { LakeView } from '@city/domain/api/water.ts'
import { useLake } from '../../api/environment.ts'
import { useStationCollection } from '../../api/queries.ts'
import { useServerNow, useStations } from '../../live/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Card } from '../parts/Card.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { useFilters } from '../parts/useFilters.ts'
import { agedLake } from './agedLake.ts'
import { ClassesCard } from './ClassesCard.tsx'
import { LakeMap } from './LakeMap.tsx'
import { oxygenNow } from './lakePoints.ts'
import { LakeTable } from './LakeTable.tsx'
import { OxygenCard } from './OxygenCard.tsx'
import { OxygenLegend } from './OxygenLegend.tsx'
import { SignsCard } from './SignsCard.tsx'
import { useLakeText } from './useLakeText.ts'
import { WqiCard } from './WqiCard.tsx'
import './lake.css'

/** `/desk/lake`: where oxygen is low now, warning signs, and how the water of each point is judged. */
export function LakePage() {
  const t = useLakeText()
  const query = useLake()
  return (
    <div className="page">
      <div className="page__in lk">
        <StaleAnswer query={query} />
        <Loaded query={query} what={t('what')} lines={10}>
          {(view) =>
            view.stations.length === 0 ? <EmptyState title={t('table.none')} /> : <Lake view={view} />
          }
        </Loaded>
      </div>
    </div>
  )
}

function Lake({ view: answer }: { view: LakeView }) {
  const t = useLakeText()
  useStationCollection(10 * 60_000)
  const registry = useStations('water')
  const [search, change] = useFilters()
  const measures = (id: string) =>
    registry.some((one) => one.id === id && one.parameters.some((parameter) => parameter.id === 'do'))
  const intervalOf = (id: string) => registry.find((one) => one.id === id)?.interval_s
  const view = agedLake(answer, intervalOf, useServerNow())
  const now = oxygenNow(view, measures)
  const lowest = view.lowest_do?.station ?? null
  // What was chosen of itself stays chosen while the answer grows old.
  const chosen = search.get('s') ?? answer.lowest_do?.station ?? now.points[0]?.id ?? null
  const station = registry.find(({ id }) => id === chosen)
  const choose = (id: string) => change({ s: id })
  return (
    <>
      <div className="lk__stack">
        <Card title={t('map')} note={t('single')}>
          <LakeMap points={now.points} lowest={lowest} chosen={chosen} onChoose={choose} />
          <OxygenLegend />
        </Card>
        {station && <WqiCard key={`w${station.id}`} station={station} named />}
      </div>
      <div className="lk__stack">
        <OxygenCard view={view} now={now} />
        <SignsCard view={view} now={now} />
        <LakeTable view={view} chosen={chosen} onChoose={choose} />
        {station && <ClassesCard key={`c${station.id}`} station={station} named />}
      </div>
    </>
  )
}
