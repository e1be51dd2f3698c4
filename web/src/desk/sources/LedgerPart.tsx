import { useMemo, type RefObject } from 'react'
import { hourMs, hourStart } from '@city/domain/time/hanoiTime.ts'
import { useLedger } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Choice } from '../parts/Choice.tsx'
import { SearchField } from '../parts/SearchField.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { Equation } from './Equation.tsx'
import { imbalancesOf } from './imbalance.ts'
import { ledgerBySource, type LedgerFilter } from './ledgerBySource.ts'
import { LedgerTable } from './LedgerTable.tsx'

const legend = ['stored', 'rejected', 'waiting', 'off', 'gap'] as const
const minuteMs = 60_000

/** The loss ledger of 24 hours or of one of them: the sum in one line, then every source and station. */
export function LedgerPart(props: {
  field: RefObject<HTMLInputElement | null>
  filter: LedgerFilter
  onFilter: (filter: LedgerFilter) => void
}) {
  const { t } = useText('desk')
  const format = useFormat()
  const { field, filter, onFilter } = props
  const { text, onlyTrouble, hour } = filter
  const query = useLedger()
  const now = useServerNow(minuteMs)
  const { data } = query
  const view = useMemo(() => ledgerBySource(data?.rows ?? [], now, filter), [data, now, filter])
  const off = useMemo(() => (data ? imbalancesOf(data) : null), [data])
  const hourText = (start: number) =>
    t('sources.ledger.hourText', { from: format.moment(start, now), to: format.time(start + hourMs) })
  const hours = Array.from({ length: 24 }, (_, back) => hourStart(now) - back * hourMs)
  return (
    <section className="desk-card src-ledger" aria-label={t('sources.ledger.title')}>
      <header className="desk-card__head">
        <h2>
          {hour === null
            ? t('sources.ledger.title')
            : t('sources.ledger.titleHour', { hour: hourText(hour) })}
        </h2>
      </header>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.ledger.what')} lines={8}>
        {({ rows, journal }) =>
          rows.length === 0 ? (
            <EmptyState title={t('sources.ledger.none')} />
          ) : (
            <>
              <Equation total={view.total} off={off} journalEmpty={journal.readings === 0} />
              <div className="src-ledger__filters">
                <SearchField
                  value={text}
                  placeholder={t('sources.ledger.search')}
                  onChange={(next) => onFilter({ ...filter, text: next })}
                  field={field}
                />
                <Choice
                  label={t('sources.ledger.hour')}
                  value={hour === null ? '' : String(hour)}
                  options={[
                    { value: '', text: t('sources.ledger.allHours') },
                    ...hours.map((start) => ({ value: String(start), text: hourText(start) })),
                  ]}
                  onChange={(value) => onFilter({ ...filter, hour: value === '' ? null : Number(value) })}
                />
                <label className="desk-check">
                  <input
                    type="checkbox"
                    checked={onlyTrouble}
                    onChange={({ target }) => onFilter({ ...filter, onlyTrouble: target.checked })}
                  />
                  {t('sources.ledger.onlyTrouble')}
                </label>
                <p className="src-legend" aria-hidden="true">
                  {legend.map((one) => (
                    <span key={one} className={`is-${one}`}>
                      {t(`sources.ledger.legend.${one}`)}
                    </span>
                  ))}
                </p>
              </div>
              {view.sources.length === 0 ? (
                <EmptyState title={t('sources.ledger.noMatch')} />
              ) : (
                <LedgerTable
                  sources={view.sources}
                  opened={text !== '' || onlyTrouble}
                  hour={hour}
                  onHour={(next) => onFilter({ ...filter, hour: next })}
                />
              )}
            </>
          )
        }
      </Loaded>
    </section>
  )
}
