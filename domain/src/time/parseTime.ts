/** Time of observation as producers send it (design section 4): RFC 3339 with offset, or epoch milliseconds.
 *  @returns ms since 1970 UTC, or undefined when it is neither (a local time without offset is not accepted) */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return isEpochMs(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const match = rfc3339.exec(value)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second] = match.map(Number)
  // Date.parse rolls 31 April over to 1 May; a date that does not exist must not become another one.
  if (!isDate(year!, month!, day!) || hour! > 23 || minute! > 59 || second! > 59) return undefined
  const time = Date.parse(value)
  return isEpochMs(time) ? time : undefined
}

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/

/** 2000-01-01 … 2100-01-01: epoch seconds sent by mistake fall far outside. */
const earliest = 946_684_800_000
const latest = 4_102_444_800_000

function isEpochMs(value: number): boolean {
  return Number.isInteger(value) && value >= earliest && value < latest
}

function isDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}
