import { addTexts, useText } from '../../i18n/i18n.ts'
import { rainEn } from './rain.en.ts'
import { rainVi } from './rain.vi.ts'

addTexts('deskRain', { vi: rainVi, en: rainEn })

/** Texts about rain and floods. */
export function useRainText() {
  return useText('deskRain').t
}
