import { z } from 'zod'
import { rainWindowName } from '../api/rain.ts'

const names = z.object({ vi: z.string(), en: z.string() })
const mm = z.number().positive()

/** Dashboard levels as a city sets them; defaults: environment.md 5.2 [P]. Lowest first. */
export const rainLevels = z.array(
  z.strictObject({
    code: z.enum(['watch', 'likely', 'widespread', 'severe']),
    name: names,
    /** Reached when any of them is. */
    any_of: z.array(z.strictObject({ mm, window_min: z.number().int().positive().max(2880) })).min(1),
  }),
)
export type RainLevels = z.infer<typeof rainLevels>

/** 5.2: watch = 25 mm/1 h or 40 mm/2 h; likely = 50 mm/2 h; widespread = 70 mm/2 h or 50 mm/1 h; severe = 100 mm/2 h or 3 h. */
export const defaultRainLevels: RainLevels = [
  {
    code: 'watch',
    name: { vi: 'Theo dõi', en: 'Watch' },
    any_of: [
      { mm: 25, window_min: 60 },
      { mm: 40, window_min: 120 },
    ],
  },
  {
    code: 'likely',
    name: { vi: 'Dễ ngập tại các điểm úng ngập', en: 'Flooding likely at known points' },
    any_of: [{ mm: 50, window_min: 120 }],
  },
  {
    code: 'widespread',
    name: { vi: 'Ngập diện rộng', en: 'Widespread flooding' },
    any_of: [
      { mm: 70, window_min: 120 },
      { mm: 50, window_min: 60 },
    ],
  },
  {
    code: 'severe',
    name: { vi: 'Ngập nghiêm trọng', en: 'Severe flooding' },
    any_of: [
      { mm: 100, window_min: 120 },
      { mm: 100, window_min: 180 },
    ],
  },
]

/** Section `rain` of city.yaml. */
export const rainSettings = z.strictObject({
  /** mm of one tip of a bucket, where the gauge list has no `tip_mm` (environment.md 5.4: 0.1, 0.2 or 0.5 [U]). */
  tip_mm: mm.default(0.2),
  /** Amounts for which the city counts gauges, by window, besides those of the levels (5.1 and 5.2). */
  count_over: z
    .partialRecord(rainWindowName, z.array(mm))
    .default({ '3h': [70, 100, 200], '12h': [50], '24h': [50, 100], since_19h: [50, 100], day: [50, 100] }),
})

/** Section `drainage_design` of city.yaml: what the system is built for, and what is said against it (5.2). */
export const drainageDesign = z.strictObject({
  mm,
  text: names,
  mark: z.string(),
  reference: z.string().nullable(),
  conflicting: z.array(
    z.strictObject({
      mm,
      hours: z.number().positive(),
      text: names,
      mark: z.string(),
      reference: z.string().nullable(),
    }),
  ),
})
export type DrainageDesign = z.infer<typeof drainageDesign>

export const defaultDrainageDesign: DrainageDesign = {
  mm: 310,
  text: {
    vi: 'Năng lực thiết kế của hệ thống thoát nước Hà Nội theo thành phố: 310 mm trong 2 ngày (25/8/2025)',
    en: 'Design capacity of the Hanoi drainage system according to the city: 310 mm in 2 days (25 Aug 2025)',
  },
  mark: 'V2',
  reference: 'vietnamnet.vn 2436086, 25/8/2025',
  conflicting: [
    {
      mm: 100,
      hours: 24,
      text: {
        vi: 'Năng lực theo chuyên gia được báo chí dẫn lời (10/2025): 100 mm/ngày; mâu thuẫn với 310 mm/2 ngày',
        en: 'Capacity according to experts quoted by a newspaper (Oct 2025): 100 mm/day; contradicts 310 mm/2 days',
      },
      mark: 'C',
      reference: null,
    },
  ],
}
