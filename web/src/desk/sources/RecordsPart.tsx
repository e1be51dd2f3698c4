import { useDeadLetterSummary, useMappings, useStationCollection } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { oneOf, useFilters } from '../parts/useFilters.ts'
import { wrongClocks } from '../stations/stationClock.ts'
import { ClocksPart } from './ClocksPart.tsx'
import { DeadLetters } from './DeadLetters.tsx'
import { KeyField } from './KeyField.tsx'
import { Mappings } from './Mappings.tsx'
import { RevisionsPart } from './RevisionsPart.tsx'

const views = ['letters', 'mappings', 'revisions', 'clocks'] as const

/** What came in and was not as it should be: dead letters, the mappings that mend them, corrections, wrong clocks. */
export function RecordsPart() {
  const { t } = useText('desk')
  const format = useFormat()
  const [search, change] = useFilters()
  const view = oneOf(views, search.get('view')) ?? 'letters'
  const clocks = useStationCollection().data?.features
  const counts = {
    letters: useDeadLetterSummary().data?.total,
    mappings: useMappings().data?.items.length,
    revisions: undefined,
    clocks: clocks && wrongClocks(clocks.map(({ properties }) => properties)).length,
  }
  return (
    <section className="desk-card src-records" aria-label={t(`sources.records.${view}`)}>
      <header className="desk-card__head src-records__head">
        <SegmentedControl
          label={t('sources.records.label')}
          value={view}
          options={views.map((value) => ({
            value,
            text: (
              <>
                {t(`sources.records.${value}`)}
                {counts[value] !== undefined && <b className="num"> {format.number(counts[value])}</b>}
              </>
            ),
          }))}
          onChange={(next) => change({ view: next === 'letters' ? null : next })}
        />
      </header>
      {(view === 'letters' || view === 'mappings') && <KeyField />}
      {view === 'letters' && <DeadLetters />}
      {view === 'mappings' && <Mappings />}
      {view === 'revisions' && <RevisionsPart />}
      {view === 'clocks' && <ClocksPart />}
    </section>
  )
}
