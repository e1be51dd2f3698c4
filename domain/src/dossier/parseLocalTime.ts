import { hanoiOffsetMs } from '../time/hanoiTime.ts'

const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/
const iso = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:?\d{2})?$/i

/** Time of a dossier message: `yyyyMMddHHmmss` or ISO `yyyy-MM-ddTHH:mm:ss.fff`, local time of Hanoi (UTC+7 all year)
 *  unless the ISO form carries its own offset (dossiers.md 2.2).
 *  @returns ms since 1970 UTC, or undefined when the text is no such time, or a date that does not exist */
export function parseLocalTime(text: string): number | undefined {
  const match = compact.exec(text) ?? iso.exec(text)
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Fields
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59)
    return undefined
  // Day 0 of the next month is the last of this one; Date.UTC would roll 31 April over to 1 May.
  if (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined
  const ms = match[7] === undefined ? 0 : Math.floor(Number(`0.${match[7]}`) * 1000)
  return Date.UTC(year, month - 1, day, hour, minute, second, ms) - offsetOf(match[8])
}

type Fields = [number, number, number, number, number, number]

function offsetOf(text: string | undefined): number {
  if (text === undefined) return hanoiOffsetMs
  if (text.toUpperCase() === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return (text.startsWith('-') ? -1 : 1) * minutes * 60_000
}
