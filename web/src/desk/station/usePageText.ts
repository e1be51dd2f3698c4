import { addTexts, useText } from '../../i18n/i18n.ts'
import { stationEn } from './station.en.ts'
import { stationVi } from './station.vi.ts'

addTexts('deskStation', { vi: stationVi, en: stationEn })

/** Texts of a station's page. */
export function usePageText() {
  return useText('deskStation').t
}
