import type { WqiPoint } from '@city/domain/api/water.ts'
import { explainWqi, whyProvisional, wqiFormulaText } from '@city/domain/water/explainWqi.ts'
import { waterQualityIndex, type WqiRules } from '@city/domain/water/waterQualityIndex.ts'
import { roundHalfUp } from '@city/domain/water/wqiFormula.ts'
import type { WqiMeans } from '@city/domain/water/wqiMeans.ts'
import { utc } from '../http/cityTime.ts'

/** One hour or day of `/wqi` with everything that explains it. @param time its start, ms since 1970 UTC */
export function wqiPointOf(
  time: number,
  { means, readings, leftOut }: WqiMeans,
  rules: WqiRules,
  revised: WqiPoint['revised'],
): WqiPoint {
  const result = waterQualityIndex(means, rules)
  const why = whyProvisional(result)
  const { doSaturation } = result
  return {
    time: utc(time),
    wqi: result.wqi,
    official: result.official,
    provisional: why && { missing_groups: result.missingGroups, why },
    band: result.band,
    sub_indices: Object.fromEntries(
      Object.entries(result.subIndices).map(([id, value]) => [id, roundHalfUp(value)]),
    ),
    groups: result.groups,
    revised: revised ?? null,
    explain: {
      text: explainWqi(result),
      method: result.method,
      formula: wqiFormulaText(result),
      readings,
      means: doSaturation ? { ...means, do_sat: doSaturation.percent } : means,
      do_saturation: doSaturation,
      sub_indices_unrounded: result.subIndices,
      unrounded: result.unrounded,
      left_out: leftOut.map(({ parameter, count, needed, unit }) => ({
        ...{ parameter, count, needed },
        why: leftOutText(count, needed, unit),
      })),
    },
  }
}

function leftOutText(count: number, needed: number, unit: 'readings' | 'hours'): { vi: string; en: string } {
  if (count === 0) return { vi: 'không có số liệu đạt', en: 'no good readings' }
  const [vi, en] = unit === 'hours' ? ['giờ đủ số liệu', 'complete hours'] : ['số liệu đạt', 'good readings']
  return { vi: `chỉ có ${count} ${vi}, cần ${needed}`, en: `only ${count} ${en} of the ${needed} needed` }
}
