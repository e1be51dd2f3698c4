import { wqiBandOf } from '@city/domain/water/wqiBands.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { cx } from '../../ui/cx.ts'
import { useLakeText } from './useLakeText.ts'

/** VN_WQI of a point; a provisional one has a broken edge and says so, and never wears a band's name or colour. */
export function WqiValue(props: { value: number | null; official: boolean }) {
  const t = useLakeText()
  const language = useLanguage()
  const { value, official } = props
  if (value === null) return <span title={t('wqi.none')}>–</span>
  return (
    <span className={cx('lk-wqi', !official && 'is-provisional')}>
      <b className="num">{value}</b>{' '}
      <small>{official ? wqiBandOf(value)[language] : t('wqi.provisional')}</small>
    </span>
  )
}
