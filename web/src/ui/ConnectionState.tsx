import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useConnection, useServerNow } from '../live/useLive.ts'
import './states.css'

/** Whether values still arrive. Quiet while they do; says since when they do not. Announced to screen readers. */
export function ConnectionState() {
  const { t } = useText('common')
  const format = useFormat()
  const { via, state, since } = useConnection()
  const now = useServerNow()
  const text =
    state === 'lost'
      ? t('connection.lost', { time: format.moment(since, now) })
      : state === 'connecting'
        ? t('connection.connecting')
        : via === 'polling'
          ? t('connection.polling')
          : t('connection.live')
  return (
    <span
      className={`ui-connection is-${state}`}
      role="status"
      title={state === 'lost' ? t('connection.lostHint') : undefined}
    >
      <i aria-hidden="true" />
      {text}
    </span>
  )
}
