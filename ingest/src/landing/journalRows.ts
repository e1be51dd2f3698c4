import type { Reading } from '@city/domain/reading/reading.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import type { JournalRow } from '@city/store/state/journal.ts'

/** What a row holds of one station: how many readings, from which moment to which (ms since 1970 UTC). */
export type Held = [station: string, readings: number, from: number, to: number]

/** A reading whose place in the series has to be found out. */
export interface Check {
  /** Of its arrival, ms since 1970 UTC. */
  at: number
  reading: Reading
}

/** The stations of some readings, as a row of the journal tells them. */
export function heldOf(readings: Iterable<Pick<Reading, 'station' | 'time'>>): Held[] {
  const held = new Map<string, Held>()
  for (const { station, time } of readings) {
    const known = held.get(station)
    if (!known) {
      held.set(station, [station, 1, time, time])
      continue
    }
    known[1]++
    if (time < known[2]) known[2] = time
    if (time > known[3]) known[3] = time
  }
  return [...held.values()]
}

/** Groups what arrived by source and hour: one row of the journal holds one of each. */
export function byOrigin<Item>(
  items: readonly Item[],
  originOf: (item: Item) => { source: string; at: number },
): { source: string; hour: number; at: number; items: Item[] }[] {
  const groups = new Map<string, { source: string; hour: number; at: number; items: Item[] }>()
  for (const item of items) {
    const { source, at } = originOf(item)
    const hour = hourStart(at)
    const key = `${hour}|${source}`
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { source, hour, at, items: [item] })
  }
  return [...groups.values()]
}

/** @returns what the row says that it holds; written by this program alone */
export const heldIn = (row: JournalRow): Held[] => JSON.parse(row.stations) as Held[]
export const pointsIn = (row: JournalRow): SeriesPoint[] => JSON.parse(row.body) as SeriesPoint[]
export const checksIn = (row: JournalRow): Check[] => JSON.parse(row.body) as Check[]
/** The lines of a text that ends with a line break. */
export const linesIn = (body: string): string[] => body.split('\n').slice(0, -1)
