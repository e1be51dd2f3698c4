import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import type { Quality } from '../picture/quality.ts'

/** How old a figure is: "2 phút trước"; an old one carries its mark and its time: "CŨ 14:05".
 *  @param at observation time, ms; null = nothing was ever seen */
export function WallAge(props: { at: number | null; quality: Quality }) {
  const { t } = useText('common')
  const format = useFormat()
  const now = useServerNow()
  const { at, quality } = props
  if (at === null || quality === 'none') return <span className="wall-age is-none">{t('value.none')}</span>
  const ago = format.ago(Math.max(0, now - at)) || t('age.now')
  return (
    <time className={cx('wall-age num', `is-${quality}`)} dateTime={new Date(at).toISOString()}>
      {quality === 'old' && <b>{t('freshness.stale')}</b>}
      {ago}
    </time>
  )
}
