import type { Translation } from '../i18n/translation.ts'
import type { wallVi } from './wall.vi.ts'

export const wallEn: Translation<typeof wallVi> = {
  title: 'The city at a glance',
}
