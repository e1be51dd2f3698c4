import type { AqiBand } from '@city/domain/air/aqiTable.ts'
import { useText } from '../../i18n/i18n.ts'
import { adviceFor } from '../model/airAdvice.ts'

/** What people should do in this band, by group; with the effect on health where there is room. */
export function Advice(props: { band: AqiBand; withEffect?: boolean }) {
  const { t } = useText('public')
  const { band } = props
  return (
    <div className="advice">
      {props.withEffect && <p className="advice__effect">{t(`advice.${band}.effect`)}</p>}
      <dl>
        {adviceFor(band).map((group) => (
          <div key={group} className="advice__row">
            <dt title={group === 'sensitive' ? t('adviceFor.sensitiveHint') : undefined}>
              {t(`adviceFor.${group}`)}
            </dt>
            {/* Not every band has every group: adviceFor names those it has. */}
            <dd>{t(`advice.${band}.${group}` as 'advice.poor.general')}</dd>
          </div>
        ))}
      </dl>
      {props.withEffect && adviceFor(band).includes('sensitive') && (
        <p className="advice__who">
          {t('adviceFor.sensitive')}: {t('adviceFor.sensitiveHint')}.
        </p>
      )}
    </div>
  )
}
