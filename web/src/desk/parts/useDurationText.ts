import { useText } from '../../i18n/i18n.ts'
import { durationParts } from './durationParts.ts'

/** Says a length of time in its two largest units: "3 phút 12 giây". @param seconds not negative */
export function useDurationText(): (seconds: number) => string {
  const { t } = useText('desk')
  return (seconds) =>
    durationParts(seconds)
      .map(({ unit, count }) => t(`sources.duration.${unit}`, { count }))
      .join(' ')
}
