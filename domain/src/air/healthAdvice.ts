import type { Names } from '../station/station.ts'
import type { AqiBand } from './aqiTable.ts'

/** Effect on health and advice of one band. `sensitive`: elderly people, children, people with respiratory or heart
 *  disease; the Decision does not name pregnancy. */
export interface AdviceOfBand {
  effect: Names
  general: Names
  sensitive: Names
}

const usual: Names = { vi: 'Sinh hoạt ngoài trời bình thường', en: 'Outdoor activity as usual' }

/** Decision 1459/QĐ-TCMT, Tables 4 and 5, in short words (environment.md 1.4 [V]). */
export const healthAdvice: Readonly<Record<AqiBand, AdviceOfBand>> = {
  good: {
    effect: { vi: 'Không ảnh hưởng tới sức khỏe', en: 'No effect on health' },
    general: usual,
    sensitive: usual,
  },
  moderate: {
    effect: {
      vi: 'Chấp nhận được; người nhạy cảm có thể thấy ảnh hưởng nhẹ',
      en: 'Acceptable; sensitive people may feel something',
    },
    general: usual,
    sensitive: {
      vi: 'Vẫn ra ngoài được, để ý ho hoặc khó thở',
      en: 'May go out; watch for cough or short breath',
    },
  },
  poor: {
    effect: {
      vi: 'Người nhạy cảm bị ảnh hưởng, những người khác ít bị',
      en: 'Sensitive people are affected, others hardly',
    },
    general: {
      vi: 'Có triệu chứng thì bớt hoạt động ngoài trời; học sinh không tập lâu',
      en: 'With sore eyes, cough or sore throat do less outside; pupils may be outside but not exercise long',
    },
    sensitive: {
      vi: 'Bớt vận động mạnh và bớt ra ngoài; người hen chuẩn bị thuốc',
      en: 'Less time outside, less effort; asthma medicine may be needed more often',
    },
  },
  bad: {
    effect: {
      vi: 'Mọi người bắt đầu bị ảnh hưởng, người nhạy cảm bị nặng hơn',
      en: 'Everybody begins to be affected, sensitive people seriously',
    },
    general: {
      vi: 'Giảm vận động mạnh ngoài trời, nghỉ trong nhà nhiều hơn',
      en: 'Less effort outside, no long exercise, rest indoors',
    },
    sensitive: {
      vi: 'Ở trong nhà; phải ra ngoài thì đeo khẩu trang đạt chuẩn',
      en: 'Stay indoors; outside only with a proper mask',
    },
  },
  very_bad: {
    effect: {
      vi: 'Cảnh báo: mọi người bị ảnh hưởng rõ rệt hơn',
      en: 'Warning: everybody is more strongly affected',
    },
    general: {
      vi: 'Hạn chế tối đa ra ngoài; cần thiết thì đeo khẩu trang đạt chuẩn',
      en: 'Avoid the outdoors, move activities inside; a proper mask if you must go',
    },
    sensitive: { vi: 'Ở trong nhà, không gắng sức', en: 'Stay indoors, low effort' },
  },
  hazardous: {
    effect: {
      vi: 'Báo động: toàn bộ người dân bị ảnh hưởng nặng',
      en: 'Emergency: the whole population is seriously affected',
    },
    general: {
      vi: 'Ở trong nhà, đóng cửa; cần thiết mới ra, đeo khẩu trang đạt chuẩn',
      en: 'Everybody indoors, doors and windows closed; a proper mask if you must go',
    },
    sensitive: { vi: 'Như mọi người', en: 'Same as everybody' },
  },
}
