import type { Translation } from '../i18n/translation.ts'
import type { deskVi } from './desk.vi.ts'

export const deskEn: Translation<typeof deskVi> = {
  title: 'Analyst desk',
  choose: 'Choose a station to see the last 24 hours',
  last24h: 'Last 24 hours',
}
