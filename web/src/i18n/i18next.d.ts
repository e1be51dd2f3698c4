import 'i18next'
import type { commonVi } from './common.vi.ts'
import type { publicVi } from '../public/public.vi.ts'
import type { wallVi } from '../wall/wall.vi.ts'
import type { deskVi } from '../desk/desk.vi.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: { common: typeof commonVi; public: typeof publicVi; wall: typeof wallVi; desk: typeof deskVi }
  }
}
