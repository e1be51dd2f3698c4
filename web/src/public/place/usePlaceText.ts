import { useCallback } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { Place } from './place.ts'

/** Gives functions that name a place and write a distance in metres: "850 m", "2,4 km", "18 km". */
export function usePlaceText() {
  const { t } = useText('public')
  const format = useFormat()
  const nameOf = useCallback(
    (place: Place): string => {
      if (place.kind === 'here') return t('place.here')
      if (place.kind === 'center') return t('place.center')
      return t(`place.unit.${place.type === 'xã' ? 'commune' : 'ward'}`, { name: place.name })
    },
    [t],
  )
  const distance = useCallback(
    (metres: number): string => {
      if (metres < 950) return format.quantity(Math.max(50, Math.round(metres / 50) * 50), 'm')
      return format.quantity(metres / 1000, 'km', metres < 9950 ? 1 : 0)
    },
    [format],
  )
  return { nameOf, distance }
}
