import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { cx } from '../../ui/cx.ts'
import type { Imbalances } from './imbalance.ts'
import type { LedgerCounts } from './ledgerBySource.ts'

const parts = ['stored', 'duplicate', 'rejected', 'waiting'] as const

/** received = stored + duplicate + rejected + waiting, with the verdict under it.
 *  @param off what does not balance in the whole answer; null while there is none */
export function Equation(props: { total: LedgerCounts; off: Imbalances | null; journalEmpty: boolean }) {
  const { t } = useText('desk')
  const format = useFormat()
  const { total, off, journalEmpty } = props
  const broken = off !== null && off.n > 0
  return (
    <div className={cx('src-sum', broken && 'is-broken')}>
      <dl>
        <div>
          <dt>{t('sources.ledger.received')}</dt>
          <dd className="num">{format.number(total.received)}</dd>
        </div>
        {parts.map((part, at) => (
          <div
            key={part}
            className={cx(
              part === 'rejected' && total.rejected > 0 && 'is-warn',
              part === 'waiting' && total.waiting > 0 && 'is-waiting',
            )}
          >
            <dt>{t(`sources.ledger.${part}`)}</dt>
            <dd className="num">
              <i aria-hidden="true">{at === 0 ? '=' : '+'}</i>
              {format.number(total[part])}
            </dd>
          </div>
        ))}
      </dl>
      <p>{verdict()}</p>
    </div>
  )

  function verdict(): string {
    if (!broken)
      return [t('sources.ledger.balanced'), journalEmpty && t('sources.journal.empty')]
        .filter(Boolean)
        .join(' ')
    const counts = { n: format.number(off.n), rows: format.number(off.rows.length) }
    return off.rows.length > 0
      ? t('sources.ledger.broken', counts)
      : t('sources.ledger.brokenJournal', counts)
  }
}
