import type { Names } from '../station/station.ts'

/** Depth classes and passability, environment.md 6.4 (project default [P]; physical limits unverified [U]). */
export interface DepthClass {
  class: 0 | 1 | 2 | 3 | 4
  name: Names
  motorbike: 'yes' | 'slow' | 'risk_of_stalling' | 'no'
  car: 'yes' | 'slow' | 'high_vehicles_only' | 'no'
}

const classes: readonly DepthClass[] = [
  { class: 0, name: { vi: 'Không ngập', en: 'No flooding' }, motorbike: 'yes', car: 'yes' },
  { class: 1, name: { vi: 'Ngập nhẹ', en: 'Light flooding' }, motorbike: 'slow', car: 'yes' },
  { class: 2, name: { vi: 'Ngập vừa', en: 'Moderate flooding' }, motorbike: 'risk_of_stalling', car: 'slow' },
  { class: 3, name: { vi: 'Ngập sâu', en: 'Deep flooding' }, motorbike: 'no', car: 'high_vehicles_only' },
  { class: 4, name: { vi: 'Ngập rất sâu', en: 'Very deep flooding' }, motorbike: 'no', car: 'no' },
]

/** Class of a flood depth in cm: < 5, 5–15, > 15–30, > 30–50, > 50 (environment.md 6.4). */
export function depthClassOf(depthCm: number): DepthClass {
  const index = depthCm < 5 ? 0 : depthCm <= 15 ? 1 : depthCm <= 30 ? 2 : depthCm <= 50 ? 3 : 4
  return classes[index]!
}

/** A report older than 6 h is hidden (environment.md 6.4 [P]). */
export const floodHiddenMs = 6 * 60 * 60_000
