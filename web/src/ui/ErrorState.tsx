import { answerTimeoutMs } from '../api/getJson.ts'
import { ApiError } from '../api/apiError.ts'
import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useServerNow } from '../live/useLive.ts'
import { Button } from './Button.tsx'
import './states.css'

/** What is wrong, since when, and a way to try again. `what`: the thing that could not be had, in the page's language.
 *  @param since ms since 1970 UTC */
export function ErrorState(props: {
  what: string
  error: unknown
  since?: number | null
  onRetry?: () => void
}) {
  const { t } = useText('common')
  const format = useFormat()
  const now = useServerNow()
  const { error, since } = props
  return (
    <div className="ui-state ui-state--error" role="alert">
      <p className="ui-state__title">{t('error.title', { what: props.what })}</p>
      <p className="ui-state__text">
        {reasonOf(error)}
        {since ? (
          <span className="ui-state__since"> {t('error.since', { time: format.moment(since, now) })}.</span>
        ) : null}
      </p>
      {props.onRetry && (
        <Button size="s" onPress={props.onRetry}>
          {t('error.retry')}
        </Button>
      )}
    </div>
  )

  function reasonOf(cause: unknown): string {
    if (!(cause instanceof ApiError)) return cause instanceof Error ? cause.message : String(cause)
    if (cause.kind === 'timeout') return t('error.timeout', { seconds: answerTimeoutMs / 1000 })
    if (cause.kind === 'badAnswer') return t('error.badAnswer')
    if (cause.detail !== null) return cause.detail
    if (cause.status === null) return t('error.away')
    // The title of a 5xx is the protocol's word, in English.
    if (cause.kind === 'away') return t('error.notReady', { status: cause.status })
    return cause.title ?? cause.message
  }
}
