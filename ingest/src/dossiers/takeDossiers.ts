import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IndicatorItem } from '@city/domain/api/schemas.ts'
import {
  decodeMessage,
  type AcceptedMember,
  type RejectedMember,
} from '@city/domain/dossier/decodeMessage.ts'
import { createUnitMatcher, type UnitMatcher } from '@city/domain/dossier/unitNames.ts'
import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import { dossierWriter, noteDossierMessage } from '@city/store/state/dossiersWrite.ts'
import { inTransaction, type StateDb } from '@city/store/state/stateDb.ts'
import { createFigureBoard } from './figureBoard.ts'

/** What became of a message: received = stored + duplicate + rejected, counted in members. */
export interface DossierOutcome {
  received: number
  stored: number
  duplicate: number
  rejected: RejectedMember[]
}

export interface DossierDeskParts {
  db: StateDb
  profile: CityProfile
  series: SeriesStore
  publishLive: (items: IndicatorItem[]) => void
  /** Called when the store does not take the figures; they are kept and tried again. */
  onError?: (error: Error) => void
  /** ms since 1970 UTC */
  now: () => number
}

/** Members in one transaction. A long message is several, so that readings need not wait for the whole of it. */
const groupSize = 250

/** Takes dossier messages into the state database and keeps the figures that follow from them. */
export function createDossierDesk(parts: DossierDeskParts) {
  const { db, profile, now } = parts
  const write = dossierWriter(db)
  const unitOf = remember(createUnitMatcher(profile.units.values()))
  const board = createFigureBoard(parts)

  function apply(members: readonly AcceptedMember[], fallback: string | null, at: number) {
    const effects = inTransaction(db, () => {
      if (members.length > 0) noteDossierMessage(db, at)
      return members.map(({ change }) => {
        const named = change.kind === 'dossier' ? unitOf(change.snapshot.unitName) : null
        return write(change, named ?? fallback, at)
      })
    })
    board.touch(effects.flatMap(({ units }) => units))
    return effects.filter(({ kind }) => kind === 'stored').length
  }

  return {
    /** Applies a message of any shape. When this resolves, every accepted member is on disk and every other is named
     *  with its reason; a broken-off call leaves whole members only, and sending it again completes it.
     *  @param source who sent it, and the unit that its topic names
     *  @throws Error when the database cannot be written: nothing may be acknowledged then */
    async take(body: unknown, source: { name: string; unit?: string }): Promise<DossierOutcome> {
      const at = now()
      const { received, accepted, rejected, unit } = decodeMessage(body, at)
      const fallback = unitOf(unit) ?? unitOf(source.unit ?? '')
      let stored = 0
      for (let from = 0; from < accepted.length; from += groupSize) {
        if (from > 0) await nextTurn()
        stored += apply(accepted.slice(from, from + groupSize), fallback, at)
      }
      return { received, stored, duplicate: accepted.length - stored, rejected }
    },
    /** Calculates all figures, then again within a second of each change and once a minute. */
    start: board.start,
    /** Writes the last figures and stops. */
    stop: board.stop,
  }
}

export type DossierDesk = ReturnType<typeof createDossierDesk>

/** The answer that one-stop systems expect (dossiers.md 2.1). "00": members were accepted, or there were none;
 *  "-1": all were rejected. Sending a rejected member again unchanged cannot help; `result.rejected` says why. */
export function answerOf({ received, stored, duplicate, rejected }: DossierOutcome) {
  const failed = rejected.length > 0 && stored + duplicate === 0
  const message =
    rejected.length === 0 ? 'ok' : `${rejected.length} of ${received} rejected: ${rejected[0]!.detail}`
  return {
    error_code: failed ? '-1' : '00',
    message,
    result: {
      received,
      stored,
      duplicate,
      rejected: rejected.map(({ index, reason, detail }) => ({ index, reason, detail })),
    },
  }
}

/** Some 150 names come again and again; a sender that invents names cannot fill the memory. */
const namesRemembered = 5000

function remember(match: UnitMatcher): UnitMatcher {
  const known = new Map<string, string | null>()
  return (text) => {
    const seen = known.get(text)
    if (seen !== undefined) return seen
    if (known.size >= namesRemembered) known.clear()
    const unit = match(text)
    known.set(text, unit)
    return unit
  }
}
