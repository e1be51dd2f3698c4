import type { Reading } from '@city/domain/reading/reading.ts'
import type { Generation, KnownReading, RecentWriter } from '@city/store/state/recent.ts'
import { ContentTable } from './contentTable.ts'

/** What landed lately, so that a reading that comes again is counted as a duplicate, and another content for the same
 *  station and time is known as a correction. Two generations of at most half the capacity each; the older one is
 *  dropped whole. For each station it also knows how far the series reached when the older generation began: a reading
 *  newer than that floor which is not in memory has never landed, so nobody needs to be asked.
 *  @param kept what an earlier run kept (readRecent), oldest first
 *  @param newest time of the newest reading of each station that has landed, ms since 1970 UTC */
export function createRecentReadings(
  {
    kept = [],
    newest = new Map(),
  }: { kept?: readonly Generation[]; newest?: ReadonlyMap<string, number> } = {},
  capacity = 200_000,
) {
  const [older, newer] = kept.length > 1 ? kept.slice(-2) : [undefined, kept[0]]
  const numbers = new Map<string, number>()
  const emptyTable = () => new ContentTable(numbers, capacity / 2)
  let previous = emptyTable()
  let current = emptyTable()
  const reached = new Map(newest)
  let generation = newer?.id ?? 1
  let currentFloors = newer ? floorsOf(newer) : new Map(newest)
  let floors = older ? floorsOf(older) : currentFloors
  /** How far other processes have landed, by station and of any station; what is not newer has to be asked for. */
  const elsewhere = new Map<string, number>()
  const missed = { peers: -Infinity, imports: -Infinity }
  let anywhere = -Infinity
  /** The floors of this generation are on disk. */
  let isBegun = newer !== undefined
  for (const { station, time, content } of older?.readings ?? []) previous.set(station, time, content)
  for (const { station, time, content } of newer?.readings ?? []) current.set(station, time, content)
  const isFull = () => current.size >= capacity / 2

  return {
    /** Digest of the content known for a station and time, undefined when there is none. */
    get(station: string, time: number): number | undefined {
      return current.get(station, time) ?? previous.get(station, time)
    },
    /** True when a reading that is not in memory has never landed. */
    isBeyond(station: string, time: number): boolean {
      const floor = floors.get(station) ?? currentFloors.get(station)
      return (
        floor !== undefined && time > floor && time > Math.max(anywhere, elsewhere.get(station) ?? -Infinity)
      )
    },
    /** Another process has landed readings of this station up to `time`. */
    landedElsewhere(station: string, time: number): void {
      elsewhere.set(station, Math.max(elsewhere.get(station) ?? -Infinity, time))
    },
    /** Other programs may have landed anything up to `time` unheard; Infinity: what they land now is not heard. */
    missedUntil(time: number, by: keyof typeof missed = 'peers'): void {
      missed[by] = time
      anywhere = Math.max(...Object.values(missed))
    },
    /** True when the series was never asked how far it reaches for this station. */
    isUnknown: (station: string): boolean => !floors.has(station) && !currentFloors.has(station),
    /** The series holds nothing of this station that is newer than `time`, and all that comes will be kept here. */
    learn(station: string, time: number): void {
      currentFloors.set(station, time)
      isBegun = false
    },
    keep: (station: string, time: number, content: number): void => current.set(station, time, content),
    /** Takes back what `keep` has put there. `content`: what was known before. */
    restore(station: string, time: number, content: number | undefined): void {
      if (content === undefined) {
        current.delete(station, time)
        // A generation may have turned between: what is taken back stands in the older one then.
        previous.delete(station, time)
      } else current.set(station, time, content)
    },
    /** Writes what a group has brought; call inside its transaction, and `turn` after it. */
    book(writer: RecentWriter, readings: readonly KnownReading[]): void {
      if (!isBegun) writer.begin(generation, Object.fromEntries(currentFloors))
      if (readings.length > 0) writer.add(generation, readings)
      for (const { station, time } of readings)
        if (time > (reached.get(station) ?? -Infinity)) reached.set(station, time)
      if (isFull()) writer.begin(generation + 1, Object.fromEntries(reached))
    },
    /** Begins the next generation when this one is full. */
    turn(): void {
      isBegun = true
      if (!isFull()) return
      generation++
      previous = current
      floors = currentFloors
      current = emptyTable()
      currentFloors = new Map(reached)
    },
  }
}

export type RecentReadings = ReturnType<typeof createRecentReadings>

function floorsOf({ floors }: Generation): Map<string, number> {
  return new Map(Object.entries(floors))
}

const asNumber = new Float64Array(1)
const asWords = new Uint32Array(asNumber.buffer)
/** High and low half of the digest under way: variables of a closure would be an object at every step. */
const mixed = new Int32Array(2)

function mix(word: number): void {
  const low = mixed[1]!
  const high = Math.imul(mixed[0]! ^ word, 0x01_00_01_93) ^ (low >>> 15)
  mixed[0] = high
  mixed[1] = Math.imul(low ^ word ^ (high >>> 13), 0x27d4_eb2d)
}

/** What it says, values, flags and device states, as a digest of 53 bits, whatever order the values come in: two different
 *  contents of one station and moment are taken for the same once in 10¹⁶. Digits would say it exactly, at six times the
 *  cost of the whole decoding. */
export function contentOf({ values, flags, states }: Reading): number {
  let highSum = 0
  let lowSum = 0
  for (const parameter in values) {
    mixed[0] = 0x9e37_79b9
    mixed[1] = 0x85eb_ca6b
    for (let i = 0; i < parameter.length; i++) mix(parameter.charCodeAt(i))
    asNumber[0] = values[parameter]!
    mix(asWords[0]!)
    mix(asWords[1]!)
    mix(flags[parameter] ?? 1)
    if (states?.[parameter] !== undefined) mix(states[parameter])
    mix(0x51ed_270b)
    highSum = (highSum + mixed[0]) | 0
    lowSum = (lowSum + mixed[1]) | 0
  }
  for (const parameter in flags) {
    if (parameter in values) continue
    for (let i = 0; i < parameter.length; i++)
      highSum = Math.imul(highSum ^ parameter.charCodeAt(i), 0x01_00_01_93)
    lowSum = (lowSum + flags[parameter]!) | 0
  }
  return (highSum >>> 11) * 4_294_967_296 + (lowSum >>> 0)
}
