/** Codes of the VN_WQI bands. They carry their index's name because VN_AQI has the same Vietnamese words in another
 *  order (Kém is better than Xấu there, worse here): a shared code would end in a shared label (environment.md 1.3, 2.4). */
export const wqiBandCodes = [
  'wqi_very_good',
  'wqi_good',
  'wqi_moderate',
  'wqi_bad',
  'wqi_poor',
  'wqi_very_heavily_polluted',
] as const
export type WqiBand = (typeof wqiBandCodes)[number]

export interface WqiBandRow {
  band: WqiBand
  /** Lowest rounded index of the band. */
  from: number
  vi: string
  en: string
  colour: string
  /** What the water is fit for, paraphrased. */
  use: { vi: string; en: string }
}

/** Bands of VN_WQI, best first, with their official colours; looked up with the rounded index (environment.md 2.4). */
export const wqiBands: readonly WqiBandRow[] = [
  {
    ...{ band: 'wqi_very_good', from: 91, vi: 'Rất tốt', en: 'Very good', colour: '#3333FF' },
    use: { vi: 'Dùng tốt cho cấp nước sinh hoạt', en: 'good for domestic water supply' },
  },
  {
    ...{ band: 'wqi_good', from: 76, vi: 'Tốt', en: 'Good', colour: '#00E400' },
    use: {
      vi: 'Cấp nước sinh hoạt sau khi xử lý phù hợp',
      en: 'domestic supply with suitable treatment',
    },
  },
  {
    ...{ band: 'wqi_moderate', from: 51, vi: 'Trung bình', en: 'Moderate', colour: '#FFFF00' },
    use: { vi: 'Tưới tiêu và mục đích tương đương', en: 'irrigation and similar' },
  },
  {
    ...{ band: 'wqi_bad', from: 26, vi: 'Xấu', en: 'Bad', colour: '#FF7E00' },
    use: { vi: 'Giao thông thủy và mục đích tương đương', en: 'navigation and similar' },
  },
  {
    ...{ band: 'wqi_poor', from: 10, vi: 'Kém', en: 'Poor', colour: '#FF0000' },
    use: { vi: 'Nước ô nhiễm nặng, cần biện pháp xử lý', en: 'heavily polluted, needs treatment measures' },
  },
  {
    ...{
      band: 'wqi_very_heavily_polluted',
      from: 0,
      vi: 'Ô nhiễm rất nặng',
      en: 'Very heavily polluted',
      colour: '#7E0023',
    },
    use: { vi: 'Nước nhiễm độc, cần khắc phục', en: 'toxic, needs remediation' },
  },
]

/** Band of a rounded index 0 … 100. */
export function wqiBandOf(wqi: number): WqiBandRow {
  return wqiBands.find(({ from }) => wqi >= from) ?? wqiBands.at(-1)!
}
