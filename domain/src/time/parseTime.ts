/** Time of observation as producers send it (design section 4): RFC 3339 with offset, or epoch milliseconds.
 *  @returns ms since 1970 UTC, or undefined when it is neither (a local time without offset is not accepted) */
export function parseTime(value: unknown): number | undefined {
  if (typeof value === 'number') return isEpochMs(value) ? value : undefined
  if (typeof value !== 'string' || !rfc3339.test(value)) return undefined
  // Date.parse rolls 31 April over to 1 May; a date that does not exist must not become another one.
  const day = Number(value.slice(8, 10))
  if (day > 28 && day > daysIn(Number(value.slice(0, 4)), Number(value.slice(5, 7)))) return undefined
  const time = Date.parse(value)
  return isEpochMs(time) ? time : undefined
}

const rfc3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/

/** 2000-01-01 … 2100-01-01: epoch seconds sent by mistake fall far outside. */
const earliest = 946_684_800_000
const latest = 4_102_444_800_000

function isEpochMs(value: number): boolean {
  return Number.isInteger(value) && value >= earliest && value < latest
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
