import type { Quality } from './picture/quality.ts'

export type FactGroup = 'air' | 'rain' | 'flood' | 'lake' | 'cameras' | 'dossiers'

/** One figure in words. `value` null = not known, shown as a dash. `at`: observation time, ms. `brief`: a short note
 *  for narrow tiles. `level`: a token family that colours the value's edge (`flood-3`), null = none. */
export interface Fact {
  id: string
  group: FactGroup
  label: string
  value: string | null
  unit: string
  note: string
  brief: string
  quality: Quality
  at: number | null
  tone: string | null
  /** Suspect rain (flag 3) is in it: hatched, and the note says so. */
  unconfirmed?: boolean
}
