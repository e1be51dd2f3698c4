import { useMemo } from 'react'
import type { FloodList } from '@city/domain/api/flood.ts'
import type { RainTotals } from '@city/domain/api/rain.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import { riskLevelOf, riskSign } from '../../domainView/riskLevel.ts'
import { standingRain } from '../../domainView/suspectRain.ts'
import { useLanguage, useText } from '../../i18n/i18n.ts'
import { useFormat } from '../../i18n/useFormat.ts'
import { live } from '../../live/live.ts'
import { useServerNow } from '../../live/useLive.ts'
import type { Sight } from '../../map/stationDrawing.ts'
import type { RainLayer } from './RainLegend.tsx'
import { useRainText } from './useRainText.ts'
import { totalLevel, type ShownWindow } from './windows.ts'

/** Interval of a gauge whose own is not in the answer, s. */
const gaugeIntervalS = 600

const unknown = { mm: null, suspectMm: 0, complete: false, asOf: null }

/** Gauges by their total of the window and flood points by class, with the sign of their risk. */
export function useRainSights(
  totals: RainTotals | undefined,
  flood: FloodList | undefined,
  window: ShownWindow,
  layers: readonly RainLayer[],
): readonly Sight[] {
  const t = useRainText()
  const { t: common } = useText('common')
  const language = useLanguage()
  const format = useFormat()
  const now = useServerNow(60_000)
  return useMemo(() => {
    const gauges = (layers.includes('gauges') ? (totals?.items ?? []) : []).map((item): Sight => {
      const { station: id, lat, lon, name } = item
      const rain = standingRain(item, live.station(id)?.time)
      const { mm, suspectMm, complete, asOf } = rain ?? unknown
      const level = totalLevel(item, window)
      const amount = mm === null ? '–' : format.number(mm, mm < 10 ? 1 : 0)
      const text = level === 0 ? '' : complete || mm === null ? amount : `≥${amount}`
      const part =
        suspectMm > 0
          ? ` (${common('rain.partUnconfirmed', { mm: format.quantity(suspectMm, 'mm', 1) })})`
          : ''
      const value = mm === null ? t('map.unknown') : `${format.quantity(mm, 'mm', 1)}${part}`
      return {
        ...{ id, lat, lon, text, name: name[language], weight: 1 },
        label: t('map.gauge', { name: name[language], value, window: t(`window.${window}.long`) }),
        look: {
          ...{ shape: 'drop', tone: level === null ? null : `rain-${level}`, value: mm, decimals: 1 },
          ...{ level: level ?? 0, levels: 5, suspect: suspectMm > 0, calm: (level ?? 0) === 0 },
          freshness: mm === null ? 'silent' : freshnessOf(asOf, gaugeIntervalS, now),
        },
      }
    })
    const floods = (layers.includes('floods') ? (flood?.items ?? []) : []).map((item): Sight => {
      const { station: id, lat, lon, name, class: level, depth_cm: cm, freshness, risk } = item
      const known = level !== null && cm !== null
      const state = item.class_name?.[language] ?? t('map.unknown')
      const risky = (riskLevelOf(risk.level) ?? 0) > 0
      const flooded = known && level > 0
      const sign = riskSign(risk.level, risk.unconfirmed)
      return {
        ...{ id, lat, lon, name: name[language], weight: 3 + (riskLevelOf(risk.level) ?? 0) },
        // A point at risk that is not flooded says its risk in place of a depth, in ink without a colour of depth; one whose
        // risk is not known has no colour at all.
        text: flooded ? format.number(cm) : risky ? sign : '',
        sign: flooded && risky ? sign : '',
        label: t('map.flood', {
          ...{ name: name[language], state },
          risk:
            common(`risk.level.${risk.level}`) + (risk.unconfirmed ? ` (${common('risk.unconfirmed')})` : ''),
        }),
        look: {
          ...{
            shape: 'diamond',
            tone:
              risky && !flooded
                ? 'risk'
                : known && (flooded || risk.level === 'none')
                  ? `flood-${level}`
                  : null,
            value: cm,
            decimals: 0,
          },
          ...{
            level: level ?? 0,
            levels: 4,
            suspect: risky && !flooded && risk.unconfirmed,
            calm: !flooded && !risky,
            freshness,
          },
        },
      }
    })
    return [...gauges, ...floods]
  }, [totals, flood, window, layers, t, common, language, format, now])
}
