import type { RainLevelCode } from '@city/domain/api/rain.ts'
import { riskLevelOf } from '../domainView/riskLevel.ts'
import { useText } from '../i18n/i18n.ts'
import { cx } from './cx.ts'
import { LevelDots } from './LevelDots.tsx'
import './value.css'

/** Risk of flooding as a word with its level as dots; never by colour alone. */
export function RiskTag({ level: code }: { level: RainLevelCode }) {
  const { t } = useText('common')
  const level = riskLevelOf(code)
  return (
    <span className={cx('ui-risk', `is-${code}`)}>
      {level !== null && level > 0 && <LevelDots level={level} of={4} />}
      {t(`risk.level.${code}`)}
    </span>
  )
}
