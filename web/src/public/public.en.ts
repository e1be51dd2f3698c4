import type { Translation } from '../i18n/translation.ts'
import type { publicVi } from './public.vi.ts'

export const publicEn: Translation<typeof publicVi> = {
  title: 'Hanoi today',
  intro: 'Air, rain, flooding and West Lake water, updated continuously',
  stations: 'stations',
}
