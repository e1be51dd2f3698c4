import type { Reading } from '@city/domain/reading/reading.ts'

/** Readings stored lately, so that one that comes again is counted as a duplicate and not written twice, and another
 *  content for the same station and time is known as a correction.
 *  Bounded: two generations of at most half the capacity each, the older one is dropped whole. A duplicate that comes
 *  later than that is stored again over itself (the store keeps one point per station and time); only the ledger then
 *  counts it as stored. */
export function createRecentReadings(capacity = 200_000) {
  let current = new Map<string, number>()
  let previous = new Map<string, number>()
  return {
    /** Digest of the content known for a key, undefined when there is none. */
    get(key: string): number | undefined {
      return current.get(key) ?? previous.get(key)
    },
    keep(key: string, content: number): void {
      current.set(key, content)
      if (current.size < capacity / 2) return
      previous = current
      current = new Map()
    },
  }
}

/** What a reading is known by: its station and its time of observation. */
export function keyOf(reading: Reading): string {
  return `${reading.station}@${reading.time}`
}

const asNumber = new Float64Array(1)
const asWords = new Uint32Array(asNumber.buffer)

/** What it says, values and flags, as a digest of 53 bits, whatever order the values come in: two different contents of
 *  one station and moment are taken for the same once in 10¹⁶. Digits would say it exactly, at six times the cost of
 *  the whole decoding. */
export function contentOf({ values, flags }: Reading): number {
  let highSum = 0
  let lowSum = 0
  for (const parameter in values) {
    let high = 0x9e37_79b9
    let low = 0x85eb_ca6b
    const mix = (word: number): void => {
      high = Math.imul(high ^ word, 0x01_00_01_93) ^ (low >>> 15)
      low = Math.imul(low ^ word ^ (high >>> 13), 0x27d4_eb2d)
    }
    for (let i = 0; i < parameter.length; i++) mix(parameter.charCodeAt(i))
    asNumber[0] = values[parameter]!
    mix(asWords[0]!)
    mix(asWords[1]!)
    mix(flags[parameter] ?? 1)
    mix(0x51ed_270b)
    highSum = (highSum + high) | 0
    lowSum = (lowSum + low) | 0
  }
  return (highSum >>> 11) * 4_294_967_296 + (lowSum >>> 0)
}
