import type { AqiBand } from '@city/domain/air/aqiTable.ts'
import type { Freshness } from '@city/domain/station/freshness.ts'
import { levelOf } from '../domainView/airBand.ts'
import { useText } from '../i18n/i18n.ts'
import { cx } from './cx.ts'
import { LevelDots } from './LevelDots.tsx'
import './value.css'

/** VN_AQI with official fill, number, name and level. Old values keep the number and lose the colour; unknown is a dash.
 *  `size`: s in lists, m in panels, l as headline; font-size of the surroundings scales it (for walls). */
export function AqiBadge(props: {
  value: number | null
  band: AqiBand | null
  freshness: Freshness
  size?: 's' | 'm' | 'l'
  /** false: number only, where the name stands beside it */
  named?: boolean
  /** true: nothing was ever received, so that nothing can have been lost */
  never?: boolean
}) {
  const { t } = useText('common')
  const { value, band, freshness, size = 'm', named = true, never = false } = props
  const known = value !== null && band !== null && freshness !== 'silent'
  const name = known
    ? t(`aqi.band.${band}`)
    : freshness === 'silent'
      ? t(never ? 'age.never' : 'freshness.silent')
      : t('aqi.unknown')
  return (
    <span
      className={cx('ui-aqi', `ui-aqi--${size}`, `is-${freshness}`, !known && 'is-none')}
      data-band={band ?? undefined}
    >
      <span className="ui-aqi__number num">{known ? value : '–'}</span>
      {named && (
        <span className="ui-aqi__text">
          <span className="ui-aqi__name">{name}</span>
          {known && <LevelDots level={levelOf(band)} of={6} />}
        </span>
      )}
      {known && <span className="visually-hidden">{t('aqi.level', { level: levelOf(band) })}</span>}
      {known && freshness === 'stale' && <span className="visually-hidden">{t('value.old')}</span>}
    </span>
  )
}
