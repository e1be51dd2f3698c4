import type { OverrideItem } from '@city/domain/api/quality.ts'
import type { FlagOverride } from '../state/flagOverrides.ts'

/** A decision as the API tells it. */
export function overrideItemOf(one: FlagOverride): OverrideItem {
  const { id, station, parameter, flag, reason, by, withdrawn } = one
  const utc = (at: number): string => new Date(at).toISOString()
  return {
    ...{ id, station, parameter, from: utc(one.from), to: utc(one.to), flag, reason, by, at: utc(one.at) },
    withdrawn: withdrawn && { ...withdrawn, at: utc(withdrawn.at) },
  }
}
