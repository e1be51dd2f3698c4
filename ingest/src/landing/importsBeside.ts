import { readImportSigns } from '@city/store/state/importFile.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'

/** An import that has announced readings and then said nothing for so long has ended, killed perhaps, ms. */
const silenceMs = 60_000

/** Notices that `npm run import` lands readings beside this program: an import announces on disk what it is about to write.
 *  @param onMissed until when readings may have been landed unheard, ms since 1970 UTC; Infinity while an import runs
 *  @returns function to be called before each group: costs a microsecond while nobody else writes the database */
export function createImportsBeside(
  db: StateDb,
  now: () => number,
  onMissed: (until: number) => void,
): () => void {
  const version = db.prepare('PRAGMA data_version')
  const read = () => Number(version.get()?.data_version)
  let seen = Number.NaN
  let knownAt = -Infinity
  let heardAt: number | undefined

  return () => {
    const current = read()
    if (current !== seen) {
      seen = current
      const { isIntending, bookedAt } = readImportSigns(db)
      if (isIntending) {
        if (heardAt === undefined) onMissed(Infinity)
        heardAt = now()
      } else if (bookedAt > knownAt || heardAt !== undefined) {
        heardAt = undefined
        onMissed(now())
      }
      knownAt = bookedAt
    } else if (heardAt !== undefined && now() - heardAt > silenceMs) {
      heardAt = undefined
      onMissed(now())
    }
  }
}
