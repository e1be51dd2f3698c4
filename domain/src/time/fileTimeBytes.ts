import { asciiText } from '../reading/fileLines.ts'
import { dayMs } from './hanoiTime.ts'

/** Longest cell that is looked at; a longer one is left to the reader of texts. */
const longest = 40
/** Times nearer to the ends of the years that are believed are left to the reader of texts. */
const earliest = 946_684_800_000 + dayMs
const latest = 4_102_444_800_000 - dayMs

/** Reads times out of the bytes of a file. Neighbouring rows have the same time, or the same day and offset: what the last
 *  one was is remembered, so that few of them become texts.
 *  @param readTime reader of texts (`fileTimeReader`), which decides
 *  @returns function to ms since 1970 UTC; NaN where the text has to be read */
export function timeBytesReader(readTime: (text: string) => number | undefined) {
  const last = new Uint8Array(longest)
  let lastLength = -1
  let lastTime = Number.NaN
  /** Of the last time's day with its offset; NaN when it is not written as date, clock and offset. */
  let lastDay = Number.NaN

  return (bytes: Uint8Array, from: number, to: number): number => {
    const length = to - from
    let same = 0
    if (length === lastLength) {
      while (same < length && bytes[from + same] === last[same]) same++
      if (same === length) return lastTime
    }
    let time = Number.NaN
    if (same > 10 && isSameBehindClock(bytes, from, last, length)) time = lastDay + clockAt(bytes, from)
    else if (length === 13) time = epochAt(bytes, from)
    if (!(time > earliest && time < latest)) {
      const text = length > longest ? undefined : asciiText(bytes, from, to)
      time = (text === undefined ? undefined : readTime(text)) ?? Number.NaN
      if (Number.isNaN(time)) return time
    }
    for (let at = same; at < length; at++) last[at] = bytes[from + at]!
    lastLength = length
    lastTime = time
    lastDay = length >= 19 && length <= 25 ? time - clockAt(bytes, from) : Number.NaN
    return time
  }
}

function isSameBehindClock(bytes: Uint8Array, from: number, last: Uint8Array, length: number): boolean {
  for (let at = 19; at < length; at++) if (bytes[from + at] !== last[at]) return false
  return true
}

/** The clock of yyyy-MM-ddTHH:mm:ss in ms; NaN when it is written in another way. */
function clockAt(bytes: Uint8Array, from: number): number {
  if (bytes[from + 13] !== 58 || bytes[from + 16] !== 58) return Number.NaN
  const hour = pairAt(bytes, from + 11)
  const minute = pairAt(bytes, from + 14)
  const second = pairAt(bytes, from + 17)
  return hour < 24 && minute < 60 && second < 60
    ? hour * 3_600_000 + minute * 60_000 + second * 1000
    : Number.NaN
}

/** Two digits; 99 when they are none. */
function pairAt(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 48
  const ones = bytes[at + 1]! - 48
  return tens >= 0 && tens < 10 && ones >= 0 && ones < 10 ? tens * 10 + ones : 99
}

/** 13 digits; NaN when they are none. */
function epochAt(bytes: Uint8Array, from: number): number {
  let time = 0
  for (let at = from; at < from + 13; at++) {
    const digit = bytes[at]! - 48
    if (digit < 0 || digit > 9) return Number.NaN
    time = time * 10 + digit
  }
  return time
}
