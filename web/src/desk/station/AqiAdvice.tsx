import type { HealthAdvice } from '@city/domain/api/air.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { usePageText } from './usePageText.ts'

/** What the Decision advises in a band. */
export function AqiAdvice({ advice }: { advice: HealthAdvice }) {
  const t = usePageText()
  const language = useLanguage()
  return (
    <dl className="sp-advice">
      <div>
        <dt>{t('index.general')}</dt>
        <dd>{advice.general[language]}</dd>
      </div>
      <div>
        <dt>{t('index.sensitive')}</dt>
        <dd>{advice.sensitive[language]}</dd>
      </div>
    </dl>
  )
}
