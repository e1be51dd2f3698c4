import { dayMs, hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { useStationAqi } from '../../api/queries.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { AqiBadge } from '../../ui/AqiBadge.tsx'
import { Part } from './Part.tsx'

/** VN_AQI of the newest whole day with its explanation; nothing where no day of the last three has one. */
export function DailyIndex({ station }: { station: LiveStation }) {
  const { t } = useText('public')
  const language = useLanguage()
  const format = useFormat()
  const from = new Date(hanoiDayStart(useServerNow(60_000)) - 3 * dayMs).toISOString()
  const { data } = useStationAqi(station.id, { kind: 'day', from })
  const day = data?.points.findLast(({ aqi }) => aqi !== null)
  if (!day) return null
  return (
    <Part title={t('sheet.daily', { date: format.date(Date.parse(day.time)) })}>
      <AqiBadge size="m" value={day.aqi} band={day.band} freshness="fresh" />
      <p className="sheet__text">{day.explain.text[language]}</p>
    </Part>
  )
}
