import { addTexts, useText } from '../../i18n/i18n.ts'
import { airEn } from './air.en.ts'
import { airVi } from './air.vi.ts'

addTexts('deskAir', { vi: airVi, en: airEn })

/** Texts about the air of the whole city. */
export function useAirText() {
  return useText('deskAir').t
}
