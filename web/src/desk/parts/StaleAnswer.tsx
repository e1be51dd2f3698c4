import type { UseQueryResult } from '@tanstack/react-query'
import { ApiError } from '../../api/apiError.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { live } from '../../live/live.ts'
import { useServerNow } from '../../live/useLive.ts'

/** A time of this machine's clock as the server's clock shows it. */
function onServerClock(at: number): number {
  return live.clock.now() - Math.max(0, Date.now() - at)
}

/** Says that a shown answer could not be renewed, and from when it is; nothing while all is well. */
export function StaleAnswer({ query }: { query: UseQueryResult<unknown> }) {
  const { t } = useText('desk')
  const { t: common } = useText('common')
  const format = useFormat()
  const now = useServerNow()
  const fault = query.error ?? query.failureReason
  if (!fault || query.data === undefined) return null
  const at = onServerClock(query.dataUpdatedAt)
  const reason = fault instanceof ApiError ? reasonOf(fault) : null
  return (
    <p className="desk-stale" role="status">
      {t('refreshFailed', { time: format.moment(at, now) })} {reason}
    </p>
  )

  function reasonOf({ detail, title, kind, status }: ApiError): string | null {
    if (detail !== null) return detail
    return kind === 'away' && status !== null ? common('error.notReady', { status }) : title
  }
}
