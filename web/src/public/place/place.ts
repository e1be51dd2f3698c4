import type { Position } from '../model/distance.ts'

/** Where the answers are for: the city's centre until somebody chooses, a unit, or where the person stands. */
export type Place =
  | (Position & { kind: 'center' })
  | (Position & { kind: 'unit'; code: string; name: string; type: string })
  | (Position & { kind: 'here'; accuracyM: number })

/** What came of asking the device where it is. */
export type LocateState = 'idle' | 'asking' | 'refused' | 'unavailable' | 'outside'

/** Whether a position lies in the box west, south, east, north. */
export function isInside(
  { lat, lon }: Position,
  [west, south, east, north]: readonly [number, number, number, number],
): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}
