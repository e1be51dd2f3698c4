import { useCallback } from 'react'
import type { FloodRisk } from '@city/domain/api/flood.ts'
import { windowWords } from '@city/domain/flood/floodWords.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { decidingGauge } from './floodRisks.ts'

/** Gives a function that says in a few words which rain makes a risk; empty when no gauge told any. */
export function useRainOfRisk(): (risk: FloodRisk) => string {
  const { t } = useText('public')
  const language = useLanguage()
  const format = useFormat()
  return useCallback(
    (risk) => {
      const gauge = decidingGauge(risk)
      if (!gauge) return ''
      const amount = format.quantity(gauge.standingMm, 'mm', gauge.standingMm < 10 ? 1 : 0)
      return t('flood.because', {
        mm: gauge.complete ? amount : t('rain.atLeast', { mm: amount }),
        window: windowWords(gauge.window_min)[language],
        name: gauge.name[language],
      })
    },
    [t, language, format],
  )
}
