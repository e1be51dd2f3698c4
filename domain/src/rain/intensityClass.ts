import type { IntensityClass, RainWindowName } from '../api/rain.ts'
import type { Names } from '../station/station.ts'

type Code = IntensityClass['code']

/** Lightest first. */
const names: Readonly<Record<Code, Names>> = {
  none: { vi: 'Không mưa', en: 'No rain' },
  trace: { vi: 'Mưa nhỏ, không đáng kể', en: 'Trace' },
  light: { vi: 'Mưa nhỏ', en: 'Light rain' },
  rain: { vi: 'Mưa', en: 'Rain' },
  moderate: { vi: 'Mưa vừa', en: 'Moderate rain' },
  heavy: { vi: 'Mưa to', en: 'Heavy rain' },
  very_heavy: { vi: 'Mưa rất to', en: 'Very heavy rain' },
}

/** Class of a total of 24 or 12 hours: classes of the national forecasters, environment.md 5.1 [V], closed for 0.1 mm
 *  data by its right column [P]. @param mm not negative */
export function intensityCode(mm: number, table: '12h' | '24h'): Code {
  if (mm <= 0) return 'none'
  if (table === '24h') {
    if (mm < 6) return 'light'
    if (mm < 16) return 'rain'
    if (mm <= 50) return 'moderate'
    return mm <= 100 ? 'heavy' : 'very_heavy'
  }
  if (mm < 0.3) return 'trace'
  if (mm < 3) return 'light'
  if (mm < 8) return 'rain'
  if (mm <= 25) return 'moderate'
  return mm <= 50 ? 'heavy' : 'very_heavy'
}

/** The column of 5.1 that judges a window; undefined where there is none. A running day is judged by its rain so far. */
function tableOf(window: RainWindowName): '12h' | '24h' | undefined {
  if (window === '12h') return '12h'
  return window === '24h' || window === 'day' || window === 'since_19h' ? '24h' : undefined
}

export interface ClassedTotal {
  totalMm: number | null
  complete: boolean
}

/** The class that stands: the higher of those with suspect rain and without; null as of `classOf`. */
export function intensityClassOf(
  window: RainWindowName,
  total: ClassedTotal,
  withSuspect: ClassedTotal | null = null,
): IntensityClass | null {
  const confirmed = classOf(window, total)
  const all = withSuspect && classOf(window, withSuspect)
  const rank = (one: IntensityClass | null): number => (one ? Object.keys(names).indexOf(one.code) : 0)
  return all && rank(all) > rank(confirmed) ? { ...all, unconfirmed: true } : confirmed
}

/** The class of a total, or null where the window has none, or where an incomplete window without rain tells nothing. */
function classOf(window: RainWindowName, total: ClassedTotal): IntensityClass | null {
  const table = tableOf(window)
  if (!table || total.totalMm === null || (!total.complete && total.totalMm <= 0)) return null
  const code = intensityCode(total.totalMm, table)
  return { code, name: names[code], table, at_least: !total.complete, unconfirmed: false }
}
