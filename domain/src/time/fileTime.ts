import { dayMs } from './hanoiTime.ts'
import { parseTime } from './parseTime.ts'

const withoutOffset = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?$/
const epochMs = /^\d{12,13}$/

/** Whether a text is a date and time that only lacks its offset from UTC. */
export function lacksOffset(text: string): boolean {
  return withoutOffset.test(text)
}

/** Reads times of files fast, where millions of rows carry the same few dates: RFC 3339 with offset, epoch milliseconds,
 *  and with `offset` (like `+07:00`) also times without one. As strict as `parseTime`.
 *  @returns function to ms since 1970 UTC, undefined when the text is no time of observation */
export function fileTimeReader(offset?: string): (text: string) => number | undefined {
  const days = new Map<string, number>()
  const offsets = new Map<string, number | undefined>()
  function startOfDay(day: string): number | undefined {
    let start = days.get(day)
    if (start === undefined) {
      start = parseTime(`${day}T00:00:00Z`) ?? Number.NaN
      if (days.size > 10_000) days.clear()
      days.set(day, start)
    }
    return Number.isNaN(start) ? undefined : start
  }
  function offsetMs(text: string): number | undefined {
    if (text === 'Z') return 0
    const known = offsets.get(text)
    if (known !== undefined) return known
    const zero = parseTime(`2026-01-01T00:00:00${text}`)
    if (zero === undefined || offsets.size > 100) return undefined
    const ms = Date.UTC(2026, 0, 1) - zero
    offsets.set(text, ms)
    return ms
  }
  /** yyyy-MM-ddTHH:mm:ss and an offset; undefined also for every other spelling. */
  function plain(text: string): number | undefined {
    if (text.length < 20 || text.length > 25 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58)
      return undefined
    const mark = text.charCodeAt(10)
    if (mark !== 84 && mark !== 32) return undefined
    const hour = pair(text, 11)
    const minute = pair(text, 14)
    const second = pair(text, 17)
    // Also false for NaN.
    if (!(hour < 24 && minute < 60 && second < 60)) return undefined
    const day = startOfDay(text.slice(0, 10))
    const away = offsetMs(text.slice(19))
    if (day === undefined || away === undefined) return undefined
    return day + hour * 3_600_000 + minute * 60_000 + second * 1000 - away
  }
  return (given) => {
    const fast = plain(given)
    // Near the ends of the years that are believed the slow reader decides.
    if (fast !== undefined && fast > 946_684_800_000 + dayMs && fast < 4_102_444_800_000 - dayMs) return fast
    const text = given.trim()
    if (epochMs.test(text)) return parseTime(Number(text))
    if (!withoutOffset.test(text)) return parseTime(text)
    if (offset === undefined) return undefined
    return parseTime(`${text.length === 16 ? `${text}:00` : text}${offset}`)
  }
}

function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : Number.NaN
}
