import type { WaterIndex } from './waterQualityIndex.ts'
import { leastGroups, leastOrganic } from './waterQualityIndex.ts'
import { wqiBands } from './wqiBands.ts'
import { wqiFormulas } from './wqiFormula.ts'
import { wqiGroups, type WqiGroup } from './wqiTables.ts'
import { findParameter } from '../station/parameter.ts'

interface Words {
  vi: string
  en: string
}

/** What the groups hold (environment.md 2.1). */
export const wqiGroupNames: Readonly<Record<WqiGroup, Words>> = {
  I: { vi: 'pH', en: 'pH' },
  II: { vi: 'thuốc bảo vệ thực vật', en: 'pesticides' },
  III: { vi: 'kim loại nặng', en: 'heavy metals' },
  IV: { vi: 'hữu cơ và dinh dưỡng', en: 'organic and nutrients' },
  V: { vi: 'vi sinh', en: 'microbiology' },
}

const decision: Words = { vi: 'QĐ 1460/QĐ-TCMT', en: 'Decision 1460/QĐ-TCMT' }

/** Why there is no official value; null when there is one. */
export function whyProvisional(result: WaterIndex): Words | null {
  if (result.official) return null
  const organic = result.groups.IV?.parameters.length ?? 0
  if (result.wqi === null)
    return {
      vi: `Chưa tính được: nhóm IV (${wqiGroupNames.IV.vi}) cần ít nhất ${leastOrganic} thông số, hiện có ${organic} (${decision.vi}).`,
      en: `Not computed: group IV (${wqiGroupNames.IV.en}) needs at least ${leastOrganic} parameters and has ${organic} (${decision.en}).`,
    }
  const present = wqiGroups.length - result.missingGroups.length
  const missing = (language: 'vi' | 'en') =>
    result.missingGroups.map((group) => `${group} (${wqiGroupNames[group][language]})`).join(', ')
  const few = present < leastGroups
  return {
    vi: `Tạm tính, chưa đủ nhóm thông số: có ${present} nhóm, ${few ? `cần ít nhất ${leastGroups}` : 'thiếu nhóm bắt buộc'}; thiếu ${missing('vi')}.`,
    en: `Provisional, automatic parameters only: ${present} groups, ${few ? `at least ${leastGroups} are needed` : 'a required one is missing'}; missing ${missing('en')}.`,
  }
}

/** The formula with the numbers of this result put in. */
export function wqiFormulaText(result: WaterIndex): Words {
  const { groups, unrounded, wqi, formula } = result
  const factors = (['I', 'II', 'III'] as const).filter((group) => groups[group])
  const weights = wqiFormulas[formula]
  const isWeighted = weights.iv !== weights.v
  const core = !groups.V ? 'IV' : isWeighted ? '(IV² × V)^(1/3)' : '√(IV × V)'
  const symbols = [...factors.map((group) => `P_${group}`), core].join(' × ')
  if (unrounded === null || wqi === null || !groups.IV)
    return { vi: `WQI = ${symbols}`, en: `WQI = ${symbols}` }
  const [iv, v] = [groups.IV.value.toFixed(2), groups.V?.value.toFixed(2)]
  const coreNumbers = v === undefined ? iv : isWeighted ? `(${iv}² × ${v})^(1/3)` : `√(${iv} × ${v})`
  const numbers = [...factors.map((group) => (groups[group]!.value / 100).toFixed(4)), coreNumbers].join(
    ' × ',
  )
  const en = `WQI = ${symbols} = ${numbers} = ${unrounded.toFixed(2)} → ${wqi}`
  return { vi: en.replaceAll(/(\d)\.(\d)/g, '$1,$2'), en }
}

/** The index in words, both languages. */
export function explainWqi(result: WaterIndex): Words {
  const why = whyProvisional(result)
  if (result.wqi === null) return why!
  const band = wqiBands.find((one) => one.band === result.band)!
  const lowest = result.lowest
  const parameter = lowest && findParameter('water', lowest)
  const value = lowest === null ? '' : result.subIndices[lowest]!.toFixed(1)
  const head = result.official ? 'VN_WQI' : 'WQI'
  return {
    vi: `${head} ${result.wqi} (${band.vi}): thấp nhất là ${parameter ? parameter.name.vi : lowest} (${value.replace('.', ',')}); ${decision.vi}.${why ? ` ${why.vi}` : ''}`,
    en: `${head} ${result.wqi} (${band.en}): ${parameter ? parameter.name.en : lowest} is lowest (${value}); ${decision.en}.${why ? ` ${why.en}` : ''}`,
  }
}
