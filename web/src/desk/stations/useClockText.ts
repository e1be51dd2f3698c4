import type { StationProperties } from '@city/domain/api/schemas.ts'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { useDurationText } from '../parts/useDurationText.ts'
import { clockVerdict } from './stationClock.ts'

/** Says how a station's clock goes: "nhanh 3 phút 12 giây", "đúng giờ (± 5 s)". */
export function useClockText(): (clock: StationProperties['clock']) => string {
  const { t } = useText('desk')
  const format = useFormat()
  const durationText = useDurationText()
  return (clock) => {
    const verdict = clockVerdict(clock)
    if (!clock || verdict === 'unknown') return t('sources.clock.unknown')
    const off = Math.abs(clock.offset_s)
    if (verdict === 'right')
      return t('sources.clock.right', { s: format.number(Math.max(1, Math.ceil(off))) })
    return t(`sources.clock.${verdict}`, { time: durationText(off) })
  }
}
