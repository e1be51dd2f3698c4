import type { FloodRisk } from '@city/domain/api/flood.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { Unconfirmed } from '../../ui/Unconfirmed.tsx'
import { useRainText } from './useRainText.ts'

/** The trigger and the gauges that a point's risk was judged by. */
export function RiskGauges({ risk: { trigger, gauges } }: { risk: FloodRisk }) {
  const t = useRainText()
  const language = useLanguage()
  const format = useFormat()
  return (
    <span className="rn-gauges">
      <span>
        {t('flood.trigger', {
          mm: format.number(trigger.mm),
          minutes: format.number(trigger.window_min),
          source: t(`flood.source.${trigger.source}`),
        })}
      </span>
      {gauges.length === 0 && <span>{t('flood.noGauge')}</span>}
      {gauges.map(
        ({ station: id, name, distance_km: km, window_min: minutes, mm, complete, suspect_mm: suspect }) => (
          <span key={`${id} ${minutes}`}>
            {t('flood.gauge', {
              name: name[language],
              km: format.number(km, 1),
              mm: mm === null ? t('map.unknown') : `${complete ? '' : '≥ '}${format.quantity(mm, 'mm', 1)}`,
              minutes: format.number(minutes),
            })}{' '}
            <Unconfirmed mm={suspect} />
          </span>
        ),
      )}
    </span>
  )
}
