import type { DisasterLevel } from '@city/domain/api/flood.ts'
import { disasterColours, hazardNames } from '@city/domain/flood/hazard.ts'
import type { StoredDisasterLevel } from '../state/disasterLevels.ts'
import { utcText } from './utcText.ts'

/** A level as the API tells it. Who entered it stays inside. */
export function disasterLevelItem(one: StoredDisasterLevel, now: number): DisasterLevel {
  return {
    ...{ id: one.id, hazard: one.hazard, hazard_name: hazardNames[one.hazard] },
    level: one.level,
    colour: disasterColours[one.level - 1]!,
    ...{ area: one.area, bulletin: one.bulletin, issued_by: one.issuedBy },
    valid_from: utcText(one.validFrom),
    valid_to: utcText(one.validTo),
    state: stateOf(one, now),
    entered_at: utcText(one.enteredAt),
    withdrawn_at: one.withdrawnAt === null ? null : utcText(one.withdrawnAt),
    withdrawn_reason: one.withdrawnReason,
  }
}

function stateOf(
  { withdrawnAt, validFrom, validTo }: StoredDisasterLevel,
  now: number,
): DisasterLevel['state'] {
  if (withdrawnAt !== null) return 'withdrawn'
  if (now < validFrom) return 'upcoming'
  return now < validTo ? 'in_force' : 'expired'
}
