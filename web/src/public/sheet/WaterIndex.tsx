import { wqiBandOf } from '@city/domain/water/wqiBands.ts'
import { useStationWqi } from '../../api/environment.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { Part } from './Part.tsx'

const hourMs = 3_600_000

/** VN_WQI of the newest hour that has one: official with its band, or said to be provisional with the reason; without
 *  any, why there is none. */
export function WaterIndex({ station }: { station: LiveStation }) {
  const { t } = useText('public')
  const language = useLanguage()
  const format = useFormat()
  const { data } = useStationWqi(station.id)
  const point = data?.points.findLast(({ wqi }) => wqi !== null) ?? data?.points.at(-1)
  if (!point) return <p className="sheet__text">{t('lake.noIndex')}</p>
  const { wqi, official, provisional } = point
  const from = Date.parse(point.time)
  return (
    <Part title={t('lake.index')}>
      {wqi !== null && (
        <p className="sheet__wqi">
          <b className={official ? 'num' : 'num is-provisional'}>{wqi}</b>{' '}
          {official ? wqiBandOf(wqi)[language] : t('lake.provisional')}
          <small> · {t('air.hour', { from: format.time(from), to: format.time(from + hourMs) })}</small>
        </p>
      )}
      {official && wqi !== null && <p className="sheet__text">{wqiBandOf(wqi).use[language]}.</p>}
      {provisional && <p className="sheet__text">{provisional.why[language]}</p>}
    </Part>
  )
}
