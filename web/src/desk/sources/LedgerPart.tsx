import { useMemo, useState, type RefObject } from 'react'
import { useLedger } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { SearchField } from '../parts/SearchField.tsx'
import { StaleAnswer } from '../parts/StaleAnswer.tsx'
import { ledgerBySource, type LedgerCounts } from './ledgerBySource.ts'
import { LedgerTable } from './LedgerTable.tsx'

/** The loss ledger of 24 hours: the sum in one line, then every source and station. An imbalance cannot be overlooked. */
export function LedgerPart({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const { t } = useText('desk')
  const query = useLedger()
  const [text, setText] = useState('')
  const [onlyTrouble, setOnlyTrouble] = useState(false)
  const rows = query.data?.rows
  const view = useMemo(() => ledgerBySource(rows ?? [], { text, onlyTrouble }), [rows, text, onlyTrouble])
  return (
    <section className="desk-card src-ledger" aria-label={t('sources.ledger.title')}>
      <header className="desk-card__head">
        <h2>{t('sources.ledger.title')}</h2>
      </header>
      <StaleAnswer query={query} />
      <Loaded query={query} what={t('sources.ledger.what')} lines={8}>
        {() =>
          rows?.length === 0 ? (
            <EmptyState title={t('sources.ledger.none')} />
          ) : (
            <>
              <Equation total={view.total} />
              <div className="src-ledger__filters">
                <SearchField
                  value={text}
                  placeholder={t('sources.ledger.search')}
                  onChange={setText}
                  field={field}
                />
                <label className="desk-check">
                  <input
                    type="checkbox"
                    checked={onlyTrouble}
                    onChange={({ target }) => setOnlyTrouble(target.checked)}
                  />
                  {t('sources.ledger.onlyTrouble')}
                </label>
              </div>
              {view.sources.length === 0 ? (
                <EmptyState title={t('sources.ledger.noMatch')} />
              ) : (
                <LedgerTable sources={view.sources} opened={text !== '' || onlyTrouble} />
              )}
            </>
          )
        }
      </Loaded>
    </section>
  )
}

const parts = ['stored', 'duplicate', 'rejected', 'waiting'] as const

function Equation({ total }: { total: LedgerCounts }) {
  const { t } = useText('desk')
  const format = useFormat()
  return (
    <div className={cx('src-sum', total.off > 0 && 'is-broken')}>
      <dl>
        <div>
          <dt>{t('sources.ledger.received')}</dt>
          <dd className="num">{format.number(total.received)}</dd>
        </div>
        {parts.map((part, at) => (
          <div key={part} className={cx(part === 'rejected' && total.rejected > 0 && 'is-warn')}>
            <dt>{t(`sources.ledger.${part}`)}</dt>
            <dd className="num">
              <i aria-hidden="true">{at === 0 ? '=' : '+'}</i>
              {format.number(total[part])}
            </dd>
          </div>
        ))}
      </dl>
      {total.off > 0 ? (
        <p role="alert">{t('sources.ledger.broken', { n: format.number(total.off) })}</p>
      ) : (
        <p>{t('sources.ledger.balanced')}</p>
      )}
    </div>
  )
}
