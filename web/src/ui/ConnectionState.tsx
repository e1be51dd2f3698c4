import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useConnection, useServerNow } from '../live/useLive.ts'
import './states.css'

/** Whether values still arrive. Quiet while they do; says since when they do not. Announced to screen readers.
 *  @param haltedSince ms: since when the server itself gets none; null or absent while it does */
export function ConnectionState({ haltedSince = null }: { haltedSince?: number | null }) {
  const { t } = useText('common')
  const format = useFormat()
  const { via, state, since } = useConnection()
  const now = useServerNow()
  const halted = state === 'live' && haltedSince !== null
  const text = halted
    ? t('connection.halted', { time: format.moment(haltedSince, now) })
    : state === 'lost'
      ? t('connection.lost', { time: format.moment(since, now) })
      : state === 'connecting'
        ? t('connection.connecting')
        : via === 'polling'
          ? t('connection.polling')
          : t('connection.live')
  return (
    <span
      className={`ui-connection is-${halted ? 'lost' : state}`}
      role="status"
      title={state === 'lost' ? t('connection.lostHint') : undefined}
    >
      <i aria-hidden="true" />
      {text}
    </span>
  )
}
