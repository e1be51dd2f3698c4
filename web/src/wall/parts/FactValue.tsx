import { useText } from '../../i18n/i18n.ts'
import { cx } from '../../ui/cx.ts'
import type { Fact } from '../fact.ts'

/** The figure itself with its unit; unknown is a dash, old has no colour. `size`: multiple of the value size. */
export function FactValue(props: { fact: Fact; size?: number }) {
  const { t } = useText('common')
  const { fact, size = 1 } = props
  const known = fact.value !== null && fact.quality !== 'none'
  return (
    <span
      className={cx('wall-figure', `is-${fact.quality}`, fact.unconfirmed && 'is-unconfirmed')}
      style={{ '--figure': size }}
    >
      {known ? (
        <>
          <span className="wall-figure__number num">{fact.value}</span>
          {fact.unit && <span className="wall-figure__unit">{fact.unit}</span>}
        </>
      ) : (
        <span className="wall-figure__number" role="img" aria-label={t('value.none')}>
          –
        </span>
      )}
    </span>
  )
}
