import type { AirReference } from '@city/domain/api/air.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { shownParameter } from '../stations/shownParameters.ts'
import { usePageText } from './usePageText.ts'

/** What other rules would say of the same air: small, and never the headline. */
export function AqiReference({ reference, station }: { reference: AirReference; station: LiveStation }) {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  const { us_aqi: us, who } = reference
  const nameOf = (id: string) => shownParameter(station, id)?.name[language] ?? id
  return (
    <div className="sp-reference">
      <p>{t('index.reference')}</p>
      <ul>
        <li title={us?.method}>
          {us
            ? t('index.usAqi', { value: format.number(us.value), main: nameOf(us.main) })
            : t('index.noUsAqi')}
        </li>
        {Object.entries(who).map(([id, { guideline, window, ratio }]) => (
          <li key={id}>
            {t('index.who', {
              parameter: nameOf(id),
              window: t(`window.${window}`),
              ratio: format.number(ratio, 1),
              guideline: format.number(guideline),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
