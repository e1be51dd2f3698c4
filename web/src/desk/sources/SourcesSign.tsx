import { useMemo } from 'react'
import { useLedger } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { imbalancesOf } from './imbalance.ts'
import { useReadiness } from '../../api/useReadiness.ts'

/** A mark beside "sources" while the ledger does not balance or a dependency is away; nothing else. */
export function SourcesSign() {
  const { t } = useText('desk')
  const format = useFormat()
  const readiness = useReadiness().data
  const ledger = useLedger().data
  const n = useMemo(() => (ledger ? imbalancesOf(ledger).n : 0), [ledger])
  const older = (ledger?.unbalanced.rows ?? 0) > 0
  if (n > 0 || older)
    return (
      <span className="desk__sign is-loud" title={t('sources.imbalance.lead')}>
        {n > 0 ? t('sources.imbalance.sign', { n: format.number(n) }) : t('sources.ledger.difference')}
      </span>
    )
  if (readiness === undefined || readiness.status === 'ready') return null
  const text = t(`sources.status.${readiness.status}`)
  return (
    <span className="desk__sign" title={text} aria-label={text}>
      !
    </span>
  )
}
