import type { Names } from '../station/station.ts'
import type { Trigger } from './floodTrigger.ts'

/** A length of time in words: hours where they are whole. */
export function windowWords(minutes: number): Names {
  return minutes % 60 === 0
    ? { vi: `${minutes / 60} giờ`, en: `${minutes / 60} h` }
    : { vi: `${minutes} phút`, en: `${minutes} min` }
}

/** "48.2 mm in 2 h at Láng (1.2 km away)"; a lower bound says so. Vietnamese writes a decimal comma.
 *  @param suspectMm part of `mm` that comes of suspect values (flag 3) */
export function rainWords(
  name: Names,
  windowMin: number,
  { mm, complete, suspectMm = 0 }: { mm: number | null; complete: boolean; suspectMm?: number },
  distanceKm?: number,
): Names {
  const window = windowWords(windowMin)
  const away = distanceKm === undefined ? undefined : distanceKm.toFixed(1)
  const [viPlace, enPlace] = [
    `tại ${name.vi}${away === undefined ? '' : ` (cách ${away.replace('.', ',')} km)`}`,
    `at ${name.en}${away === undefined ? '' : ` (${away} km away)`}`,
  ]
  if (mm === null)
    return { vi: `chưa có số liệu ${window.vi} ${viPlace}`, en: `no data of ${window.en} ${enPlace}` }
  const amount = String(Math.round(mm * 10) / 10)
  const doubt = suspectMm > 0 ? suspectWords(suspectMm) : { vi: '', en: '' }
  return {
    vi: `${complete ? '' : 'ít nhất '}${amount.replace('.', ',')} mm trong ${window.vi} ${viPlace}${doubt.vi}`,
    en: `${complete ? '' : 'at least '}${amount} mm in ${window.en} ${enPlace}${doubt.en}`,
  }
}

function suspectWords(mm: number): Names {
  const amount = mm.toFixed(1)
  return {
    vi: `, trong đó ${amount.replace('.', ',')} mm chưa kiểm chứng`,
    en: `, ${amount} mm of it not yet confirmed`,
  }
}

const sources: Readonly<Record<Trigger['source'], Names>> = {
  own: { vi: 'ngưỡng riêng của điểm', en: 'its own trigger' },
  plan_band: {
    vi: 'ngưỡng theo kế hoạch tiêu thoát nước, chưa kiểm chứng',
    en: 'drainage plan band, unverified',
  },
  default: { vi: 'ngưỡng mặc định', en: 'default trigger' },
}

/** "Trigger: 50 mm in 2 h (its own trigger)". */
export function triggerWords({ mm, window_min, source }: Trigger): Names {
  const window = windowWords(window_min)
  return {
    vi: `Điểm dễ ngập khi mưa ${mm} mm trong ${window.vi} (${sources[source].vi}).`,
    en: `The point floods at about ${mm} mm in ${window.en} (${sources[source].en}).`,
  }
}
