import { useCallback } from 'react'
import { depthClassOf } from '@city/domain/flood/depthClass.ts'
import { findParameter } from '@city/domain/station/parameter.ts'
import { flag } from '@city/domain/quality/flag.ts'
import { useLanguage, useText } from '../i18n/i18n.ts'
import { useFormat } from '../i18n/useFormat.ts'
import type { LiveStation } from '../live/liveStore.ts'
import { headlineOf, shownFreshness } from './markerLook.ts'

/** Gives a function that says a station in one sentence: kind, name, value, level, age. For screen readers and lists. */
export function useStationText(): (station: LiveStation, now: number) => string {
  const { t } = useText('common')
  const format = useFormat()
  const language = useLanguage()
  return useCallback(
    (station, now) => {
      const freshness = shownFreshness(station, now)
      const kindAndName = `${t(`station.${station.domain}`)} ${station.name[language]}`
      if (station.time === null) return `${kindAndName}, ${t('age.never')}`
      const time = format.moment(station.time, now)
      if (freshness === 'silent') return `${kindAndName}, ${t('age.silentSince', { time })}`
      const age = freshness === 'fresh' ? time : `${t(`freshness.${freshness}`)}, ${time}`
      return `${kindAndName}, ${valueText(station)}, ${age}`

      function valueText({ domain, index, parameters }: LiveStation): string {
        if (domain === 'air') {
          const { value, band } = index ?? { value: null, band: null }
          if (value === null || band === null) return t('aqi.unknown')
          return `${t('aqi.name')} ${value}, ${t(`aqi.band.${band}`)}`
        }
        const { parameter, value, flag: quality } = headlineOf(station)
        if (value === null || quality === flag.fail) return t('value.none')
        // A gauge may report what its registry row does not list.
        const known = parameters.find(({ id }) => id === parameter) ?? findParameter(domain, parameter)
        const amount = format.quantity(value, known?.unit ?? '', known?.decimals ?? 1)
        const depth = domain === 'flood' ? `, ${t(`flood.class.${depthClassOf(value).class}`)}` : ''
        const doubt = quality === flag.suspect ? `, ${t('flag.suspect')}` : ''
        return `${known?.name[language] ?? parameter} ${amount}${depth}${doubt}`
      }
    },
    [t, format, language],
  )
}
