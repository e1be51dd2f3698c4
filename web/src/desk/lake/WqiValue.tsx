import { wqiBandOf } from '@city/domain/water/wqiBands.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useServerNow } from '../../live/useLive.ts'
import { cx } from '../../ui/cx.ts'
import { isCurrentHour } from './lakePoints.ts'
import { useLakeText } from './useLakeText.ts'

/** VN_WQI of a point; a provisional one has a broken edge and says so, and never wears a band's name or colour. Of an
 *  hour that is long over the number stays and the hour takes the place of the word.
 *  @param hour start of its hour, ms */
export function WqiValue(props: { value: number | null; official: boolean; hour: number }) {
  const t = useLakeText()
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow(60_000)
  const { value, official, hour } = props
  const old = !isCurrentHour(hour, now)
  if (value === null) return <span title={t('wqi.none')}>–</span>
  return (
    <span className={cx('lk-wqi', !official && 'is-provisional', old && 'is-old')}>
      <b className="num">{value}</b>{' '}
      <small>
        {old ? format.moment(hour, now) : official ? wqiBandOf(value)[language] : t('wqi.provisional')}
      </small>
    </span>
  )
}
