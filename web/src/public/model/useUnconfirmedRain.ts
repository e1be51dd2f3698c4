import { useCallback } from 'react'
import { useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { HourRain } from './rainState.ts'

/** Gives a function that says how much of a gauge's rain is not yet confirmed; empty when all of it is. */
export function useUnconfirmedRain(): (rain: Pick<HourRain, 'mm' | 'suspectMm'>) => string {
  const { t } = useText('common')
  const format = useFormat()
  return useCallback(
    ({ mm, suspectMm }) => {
      if (suspectMm <= 0) return ''
      if (suspectMm >= mm) return t('risk.unconfirmed')
      return t('rain.partUnconfirmed', { mm: format.quantity(suspectMm, 'mm', suspectMm < 10 ? 1 : 0) })
    },
    [t, format],
  )
}
