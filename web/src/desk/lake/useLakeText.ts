import { addTexts, useText } from '../../i18n/i18n.ts'
import { lakeEn } from './lake.en.ts'
import { lakeVi } from './lake.vi.ts'

addTexts('deskLake', { vi: lakeVi, en: lakeEn })

/** Texts about the water of the lake. */
export function useLakeText() {
  return useText('deskLake').t
}
