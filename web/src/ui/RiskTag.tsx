import type { RainLevelCode } from '@city/domain/api/rain.ts'
import { riskLevelOf } from '../domainView/riskLevel.ts'
import { useText } from '../i18n/i18n.ts'
import { cx } from './cx.ts'
import { LevelDots } from './LevelDots.tsx'
import './value.css'

/** Risk of flooding as a word with its level as dots; never by colour alone. `unconfirmed`: only suspect rain makes it so
 *  high, which is said and keeps the alarm's colour away. */
export function RiskTag({
  level: code,
  unconfirmed = false,
}: {
  level: RainLevelCode
  unconfirmed?: boolean
}) {
  const { t } = useText('common')
  const level = riskLevelOf(code)
  return (
    <span className={cx('ui-risk', unconfirmed ? 'is-unknown' : `is-${code}`)}>
      {level !== null && level > 0 && <LevelDots level={level} of={4} />}
      {t(`risk.level.${code}`)}
      {unconfirmed && ` · ${t('risk.unconfirmed')}`}
    </span>
  )
}
