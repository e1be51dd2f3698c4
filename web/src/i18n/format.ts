import type { Language } from './languages.ts'

/** Writes numbers and times in one language. Times are ms since 1970 UTC and always shown in the city's zone. */
export interface Format {
  language: Language
  /** 1.234,5 in Vietnamese, 1,234.5 in English; `decimals` digits after the mark, exactly. */
  number(value: number, decimals?: number): string
  /** A ratio 0…1 as percent: 93,4 %. */
  percent(ratio: number, decimals?: number): string
  /** 14:05 */
  time(at: number): string
  /** 22/11/2026 or 22 Nov 2026 */
  date(at: number): string
  /** 14:05, 22/11/2026 or 14:05, 22 Nov 2026 */
  dateTime(at: number): string
  /** The shortest text that is clear at `now`: 14:05 today, 14:05, 22/11 this year, else with the year. */
  moment(at: number, now: number): string
  /** Chủ Nhật or Sunday */
  weekday(at: number): string
  /** "7 phút trước", "7 minutes ago"; in whole units, rounded down; empty below one minute. */
  ago(ageMs: number): string
  /** "35,2 µg/m³"; the unit follows a narrow space, none for an empty unit. */
  quantity(value: number, unit: string, decimals?: number): string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const numberLocale: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }

/** @param zone IANA zone of the city, from CityInfo.timezone */
export function createFormat(language: Language, zone = 'Asia/Ho_Chi_Minh'): Format {
  const locale = numberLocale[language]
  const numbers = new Map<string, Intl.NumberFormat>()
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const month = new Intl.DateTimeFormat('en-US', { timeZone: zone, month: 'short' })
  const weekdays = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'long' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })

  const numberFormat = (decimals: number, style: 'decimal' | 'percent') => {
    const key = `${style}${decimals}`
    let found = numbers.get(key)
    if (!found) {
      found = new Intl.NumberFormat(locale, {
        style,
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      })
      numbers.set(key, found)
    }
    return found
  }
  const partsOf = (at: number) =>
    Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]))
  const time = (at: number) => {
    const { hour, minute } = partsOf(at)
    return `${hour}:${minute}`
  }
  const dayMonth = (at: number) => {
    const { day, month: number } = partsOf(at)
    return language === 'vi' ? `${day}/${number}` : `${Number(day)} ${month.format(at)}`
  }
  const date = (at: number) => `${dayMonth(at)}${language === 'vi' ? '/' : ' '}${partsOf(at).year}`
  const number = (value: number, decimals = 0) => numberFormat(decimals, 'decimal').format(value)

  return {
    language,
    number,
    percent: (ratio, decimals = 1) => numberFormat(decimals, 'percent').format(ratio),
    time,
    date,
    dateTime: (at) => `${time(at)}, ${date(at)}`,
    moment: (at, now) => {
      if (date(at) === date(now)) return time(at)
      return partsOf(at).year === partsOf(now).year
        ? `${time(at)}, ${dayMonth(at)}`
        : `${time(at)}, ${date(at)}`
    },
    weekday: (at) => weekdays.format(at),
    ago: (ageMs) => {
      if (ageMs < minuteMs) return ''
      if (ageMs < hourMs) return relative.format(-Math.floor(ageMs / minuteMs), 'minute')
      if (ageMs < 2 * dayMs) return relative.format(-Math.floor(ageMs / hourMs), 'hour')
      return relative.format(-Math.floor(ageMs / dayMs), 'day')
    },
    quantity: (value, unit, decimals = 0) =>
      unit ? `${number(value, decimals)}\u202f${unit}` : number(value, decimals),
  }
}
