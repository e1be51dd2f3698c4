import { useStationCollection } from '../api/queries.ts'
import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useConnection, useServerNow } from '../live/useLive.ts'
import { Button } from '../ui/Button.tsx'

/** Says that the page no longer gets news, since when, and offers to try at once. Announced; empty while all is well. */
export function ConnectionNotice() {
  const { t } = useText('public')
  const format = useFormat()
  const now = useServerNow()
  const { state, since } = useConnection()
  const { data, refetch, isFetching } = useStationCollection()
  const lost = state === 'lost' && data !== undefined
  return (
    <div className="lost" role="status">
      {lost && (
        <div className="lost__box">
          <p>
            <strong>{t('lost.title', { time: format.moment(since, now) })}</strong> {t('lost.text')}
          </p>
          <Button size="s" isPending={isFetching} onPress={() => void refetch({ cancelRefetch: true })}>
            {t('lost.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}
