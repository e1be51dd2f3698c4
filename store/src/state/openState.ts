import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { blockedGaugeTables } from './blockedGauges.ts'
import { cameraTables } from './cameraHealth.ts'
import { deadLetterTables, migrateDeadLetters } from './deadLetters.ts'
import { disasterLevelTables } from './disasterLevels.ts'
import { dossierTables } from './dossiers.ts'
import { importTables } from './importFile.ts'
import { indexBegunTable } from './indexBegun.ts'
import { indexRevisionTables } from './indexRevisions.ts'
import { flagOverrideTables } from './flagOverrides.ts'
import { latestTables } from './latest.ts'
import { journalTables } from './journal.ts'
import { ledgerTables, migrateLedger } from './ledger.ts'
import { ledgerSignIndexes } from './ledgerSigns.ts'
import { pullTables } from './pullSeen.ts'
import { recentTables } from './recent.ts'
import { revisionTables } from './revisions.ts'
import { mappingTables } from './mappings.ts'
import type { StateDb } from './stateDb.ts'
import { stationClockTables } from './stationClock.ts'
import { touchedHoursTables } from './touchedHours.ts'

/** How long one statement waits for another process that holds the file, ms. */
const busyMs = 5000

/** Opens the state database: what is not a series (latest values, ledger, dead letters, dossiers, camera health).
 *  One process writes (ingest), any number read. A commit is on disk when it returns (WAL, synchronous = FULL).
 *  @throws Error when the file cannot be opened */
export function openState(path: string): StateDb {
  mkdirSync(dirname(path), { recursive: true })
  const db = new DatabaseSync(path, { timeout: busyMs })
  // Only a new file takes auto_vacuum; with it the space of a drained journal goes back to the disk.
  db.exec(
    'PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON',
  )
  migrateDeadLetters(db)
  for (const tables of [
    latestTables,
    ledgerTables,
    deadLetterTables,
    cameraTables,
    dossierTables,
    touchedHoursTables,
    mappingTables,
    disasterLevelTables,
    revisionTables,
    indexRevisionTables,
    indexBegunTable,
    stationClockTables,
    journalTables,
    recentTables,
    flagOverrideTables,
    blockedGaugeTables,
    pullTables,
    importTables,
  ])
    db.exec(tables)
  migrateLedger(db)
  db.exec(ledgerSignIndexes)
  return db
}
