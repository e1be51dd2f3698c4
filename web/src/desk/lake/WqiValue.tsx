import { cx } from '../../ui/cx.ts'
import { useLakeText } from './useLakeText.ts'

/** VN_WQI of a point; a provisional one has a broken edge and says so, and never wears a band's colour. */
export function WqiValue(props: { value: number | null; official: boolean }) {
  const t = useLakeText()
  const { value, official } = props
  if (value === null) return <span className="desk-none">{t('wqi.none')}</span>
  return (
    <span className={cx('lk-wqi', !official && 'is-provisional')}>
      <b className="num">{value}</b> {!official && <small>{t('wqi.provisional')}</small>}
    </span>
  )
}
