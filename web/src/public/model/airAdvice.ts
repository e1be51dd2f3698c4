import type { AqiBand } from '@city/domain/air/aqiTable.ts'

export type AdviceGroup = 'everybody' | 'general' | 'sensitive'

/** Who gets which advice in a band (Decision 1459/QĐ-TCMT, Tables 4 and 5; environment reference 1.4). Where the
 *  Decision tells both groups the same (good; hazardous, one merged cell), it is said once, to everybody.
 *  Texts: `public:advice.{band}.{group}`. */
export function adviceFor(band: AqiBand): readonly AdviceGroup[] {
  return band === 'good' || band === 'hazardous' ? ['everybody'] : ['general', 'sensitive']
}
