import 'i18next'
import type { commonVi } from './common.vi.ts'
import type { publicVi } from '../public/public.vi.ts'
import type { wallVi } from '../wall/wall.vi.ts'
import type { deskVi } from '../desk/desk.vi.ts'
import type { airVi } from '../desk/air/air.vi.ts'
import type { lakeVi } from '../desk/lake/lake.vi.ts'
import type { rainVi } from '../desk/rain/rain.vi.ts'
import type { stationVi } from '../desk/station/station.vi.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: {
      common: typeof commonVi
      public: typeof publicVi
      wall: typeof wallVi
      desk: typeof deskVi
      deskAir: typeof airVi
      deskLake: typeof lakeVi
      deskRain: typeof rainVi
      deskStation: typeof stationVi
    }
  }
}
