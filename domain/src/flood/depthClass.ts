import type { FloodLevel } from '../api/flood.ts'
import type { Names } from '../station/station.ts'

/** A depth class and its passability, environment.md 6.4 (project default [P]; physical limits unverified [U]). Depths in
 *  cm; `maxDepthCm` null: no upper end. */
export interface DepthClass {
  class: 0 | 1 | 2 | 3 | 4
  name: Names
  minDepthCm: number
  maxDepthCm: number | null
  colour: string
  isFlooding: boolean
  motorbike: FloodLevel['motorbike']
  car: FloodLevel['car']
}

/** The table of 6.4. */
export const defaultDepthClasses: readonly DepthClass[] = [
  {
    ...{ class: 0, name: { vi: 'Không ngập', en: 'No flooding' }, minDepthCm: 0, maxDepthCm: 5 },
    ...{ colour: '#4CAF50', isFlooding: false, motorbike: 'yes', car: 'yes' },
  },
  {
    ...{ class: 1, name: { vi: 'Ngập nhẹ', en: 'Light flooding' }, minDepthCm: 5, maxDepthCm: 15 },
    ...{ colour: '#FFEB3B', isFlooding: true, motorbike: 'slow', car: 'yes' },
  },
  {
    ...{ class: 2, name: { vi: 'Ngập vừa', en: 'Moderate flooding' }, minDepthCm: 15, maxDepthCm: 30 },
    ...{ colour: '#FF9800', isFlooding: true, motorbike: 'risk_of_stalling', car: 'slow' },
  },
  {
    ...{ class: 3, name: { vi: 'Ngập sâu', en: 'Deep flooding' }, minDepthCm: 30, maxDepthCm: 50 },
    ...{ colour: '#F44336', isFlooding: true, motorbike: 'no', car: 'high_vehicles_only' },
  },
  {
    ...{ class: 4, name: { vi: 'Ngập rất sâu', en: 'Very deep flooding' }, minDepthCm: 50, maxDepthCm: null },
    ...{ colour: '#7B1FA2', isFlooding: true, motorbike: 'no', car: 'no' },
  },
]

/** Class of a flood depth in cm: < 5, 5–15, > 15–30, > 30–50, > 50 (environment.md 6.4). A class that is dry ends below
 *  its upper end, a flooded one with it.
 *  @param table in order of depth, as the profile sets it */
export function depthClassOf(
  depthCm: number,
  table: readonly DepthClass[] = defaultDepthClasses,
): DepthClass {
  const found = table.find(({ maxDepthCm, isFlooding }) => {
    if (maxDepthCm === null) return true
    return isFlooding ? depthCm <= maxDepthCm : depthCm < maxDepthCm
  })
  return found ?? table.at(-1)!
}

/** A report older than 60 min is shown as stale, older than 6 h hidden (environment.md 6.4 [P]). */
export const floodStaleMs = 60 * 60_000
export const floodHiddenMs = 6 * 60 * 60_000
