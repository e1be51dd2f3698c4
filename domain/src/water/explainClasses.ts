import { findParameter } from '../station/parameter.ts'
import type { JudgedClass, WaterClassification } from './classifyWater.ts'
import { surfaceDocument, type WaterBody } from './surfaceLimits.ts'

const classNames: Readonly<Record<JudgedClass, { vi: string; en: string }>> = {
  ...{ A: { vi: 'mức A', en: 'class A' }, B: { vi: 'mức B', en: 'class B' } },
  ...{ C: { vi: 'mức C', en: 'class C' }, D: { vi: 'mức D', en: 'class D' } },
  below_D: { vi: 'dưới mức D', en: 'below class D' },
}

/** The classification in words, both languages: the class, and which parameters decide it. */
export function explainClasses(
  body: WaterBody,
  { overall, deciding, parameters }: WaterClassification,
): { vi: string; en: string } {
  const table =
    body === 'lake'
      ? { vi: 'Bảng 3, hồ', en: 'Table 3, lakes' }
      : { vi: 'Bảng 2, sông', en: 'Table 2, rivers' }
  if (overall === null)
    return {
      vi: `Chưa có thông số nào của ${surfaceDocument} (${table.vi}) trong thời gian này.`,
      en: `No parameter of ${surfaceDocument} (${table.en}) was measured in this span.`,
    }
  const named = (language: 'vi' | 'en') =>
    deciding.map((id) => findParameter('water', id)?.name[language] ?? id).join(', ')
  const note = parameters.some(({ parameter }) => parameter === 'tss')
    ? {
        vi: ' TSS: rác nổi không đo được, nên không xếp mức D.',
        en: ' TSS: floating trash is not measured, so it is never class D.',
      }
    : { vi: '', en: '' }
  return {
    vi: `${surfaceDocument} (${table.vi}): ${classNames[overall].vi}, do ${named('vi')}; so theo trung bình của cả thời gian.${note.vi}`,
    en: `${surfaceDocument} (${table.en}): ${classNames[overall].en}, decided by ${named('en')}; judged on means of the span.${note.en}`,
  }
}
