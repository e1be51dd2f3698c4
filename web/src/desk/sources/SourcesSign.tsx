import { useLedger } from '../../api/queries.ts'
import { useText } from '../../i18n/i18n.ts'
import { useReadiness } from './useReadiness.ts'

/** A mark beside "sources" while a dependency is away or the ledger does not balance; nothing else. */
export function SourcesSign() {
  const { t } = useText('desk')
  const readiness = useReadiness().data
  const balanced = useLedger().data?.balanced ?? true
  const away = readiness !== undefined && readiness.status !== 'ready'
  if (balanced && !away) return null
  const text = away ? t(`sources.status.${readiness.status}`) : t('sources.ledger.difference')
  return (
    <span className="desk__sign" title={text} aria-label={text}>
      !
    </span>
  )
}
