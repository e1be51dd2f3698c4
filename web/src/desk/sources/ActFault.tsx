import { ApiError } from '../../api/apiError.ts'
import { useText } from '../../i18n/i18n.ts'
import './act.css'

/** Why an action was not done, in one line; nothing while there is no fault. */
export function ActFault({ fault }: { fault: Error | null }) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  if (!fault) return null
  const reason =
    fault instanceof ApiError
      ? (fault.detail ?? fault.title ?? (fault.status === null ? common('error.away') : fault.message))
      : fault.message
  return (
    <p className="src-act is-fault" role="alert">
      {t('sources.letters.failed', { reason })}
    </p>
  )
}
