import type { Freshness } from '@city/domain/station/freshness.ts'
import { useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import { useServerNow } from '../live/useLive.ts'
import { cx } from './cx.ts'
import './value.css'

/** When a value was observed and how long ago, on the server's clock, ticking: "cập nhật 14:05, 7 phút trước".
 *  @param at ms since 1970 UTC, null = never
 *  `form`: `full` as above; `short` "7 phút trước". `freshness` adds its mark for late, stale and silent. */
export function Age(props: { at: number | null; form?: 'full' | 'short'; freshness?: Freshness }) {
  const { t } = useText('common')
  const format = useFormat()
  const now = useServerNow()
  const { at, form = 'full', freshness } = props
  if (at === null) return <span className="ui-age is-silent">{t('age.never')}</span>
  const ago = format.ago(Math.max(0, now - at)) || t('age.now')
  const time = format.moment(at, now)
  const text =
    freshness === 'silent'
      ? t('age.silentSince', { time })
      : form === 'full'
        ? t('age.updated', { time, ago })
        : ago
  return (
    <time
      className={cx('ui-age', freshness && `is-${freshness}`)}
      dateTime={new Date(at).toISOString()}
      title={format.dateTime(at)}
    >
      {freshness && freshness !== 'fresh' && freshness !== 'silent' && (
        <b className="ui-age__mark">{t(`freshness.${freshness}`)}</b>
      )}
      {text}
    </time>
  )
}
