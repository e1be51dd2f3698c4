import type { LimitComparison } from '@city/domain/api/air.ts'
import type { StationWqi, WaterClasses } from '@city/domain/api/water.ts'
import { dayMs, hanoiDayStart } from '@city/domain/time/hanoiTime.ts'
import { useGet } from '../../api/useGet.ts'
import { useFlood, useStationAqi } from '../../api/queries.ts'
import { useLanguage } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { useServerNow } from '../../live/useLive.ts'
import { newestLimits } from '../air/exceedances.ts'
import { shownParameter } from '../stations/shownParameters.ts'
import { useDaysAsked } from './IndexCard.tsx'
import { usePageText } from './usePageText.ts'

/** One comparison in words. `share`: value / limit for a bar, null where there is no single limit. */
export interface LimitLine {
  key: string
  label: string
  text: string
  distance: string
  share: number | null
  exceeded: boolean
}

/** The limits of a station's parameters, by parameter: QCVN 05 for air, QCVN 08 for water, depth classes for floods. */
export function useLimits(station: LiveStation): ReadonlyMap<string, readonly LimitLine[]> {
  const t = usePageText()
  const language = useLanguage()
  const format = useFormat()
  const { id, domain } = station
  const isAir = domain === 'air'
  const days = useDaysAsked()
  const month = new Date(hanoiDayStart(useServerNow(60_000) - 29 * dayMs)).toISOString()
  const hours = useStationAqi(isAir ? id : null).data
  const daily = useStationAqi(isAir ? id : null, days).data
  const water = useGet<StationWqi>(
    `/api/v1/stations/${encodeURIComponent(id)}/wqi`,
    { kind: 'day', from: month },
    { enabled: domain === 'water' },
  ).data
  const levels = useFlood(domain === 'flood').data?.levels
  const quantity = (parameter: string, value: number) => {
    const known = shownParameter(station, parameter)
    return format.quantity(value, known?.unit ?? '', known?.decimals ?? 1)
  }
  const distanceOf = (parameter: string, value: number, limit: number) =>
    value > limit
      ? t('now.over', { amount: quantity(parameter, value - limit) })
      : t('now.left', { amount: quantity(parameter, limit - value) })

  const lines = new Map<string, LimitLine[]>()
  const add = (parameter: string, line: LimitLine) =>
    lines.set(parameter, [...(lines.get(parameter) ?? []), line])

  const both: LimitComparison[] = [
    ...newestLimits(hours),
    ...newestLimits(daily),
    ...(daily?.years?.at(-1)?.limits ?? []),
  ]
  const seen = new Set<string>()
  for (const { parameter, window, limit, value, exceeded } of both) {
    const key = `${parameter} ${window}`
    if (seen.has(key)) continue
    seen.add(key)
    add(parameter, {
      ...{ key, exceeded, share: value / limit, distance: distanceOf(parameter, value, limit) },
      label: t('now.mean', { window: t(`window.${window}`) }),
      text: `${format.number(value, 1)} / ${format.number(limit)}`,
    })
  }
  if (water?.classes) addWater(water.classes)
  if (levels && station.latest?.values.depth_cm !== undefined) addDepth(station.latest.values.depth_cm)
  return lines

  function addWater({ parameters, maxima }: WaterClasses): void {
    for (const { parameter, mean, class: code, limits } of parameters)
      add(parameter, {
        ...{ key: `${parameter} class`, share: null, exceeded: code === 'D' || code === 'below_D' },
        label: t('now.class', { class: code === 'below_D' ? '< D' : code }),
        text: quantity(parameter, mean),
        distance: code === 'below_D' ? '' : limits[code],
      })
    for (const { parameter, mean, limit, exceeded } of maxima)
      add(parameter, {
        ...{ key: `${parameter} max`, exceeded, share: mean / limit },
        label: '',
        text: `${quantity(parameter, mean)} / ${quantity(parameter, limit)}`,
        distance: distanceOf(parameter, mean, limit),
      })
  }

  function addDepth(depth: number): void {
    const next = levels?.find(({ is_flooding, min_depth_cm: from }) => is_flooding && depth < from)
    add('depth_cm', {
      ...{ key: 'depth', exceeded: false, share: next ? depth / next.min_depth_cm : 1, text: '' },
      label: '',
      distance: next
        ? t('now.toClass', {
            amount: format.quantity(next.min_depth_cm - depth, 'cm'),
            name: next.name[language],
          })
        : t('now.topClass'),
    })
  }
}
