/** Dossiers in the state database. Times: ms since 1970 UTC. No personal data (domain: DossierSnapshot).
 *  - `dossier`: what is known now, one row a dossier; `snapshot` is the key of the message that it follows.
 *  - `dossier_message`: every dossier message ever accepted, once; its older ones are the revisions of a dossier.
 *  - `dossier_step`: progress steps, also those whose dossier has not come yet.
 *  - `dossier_day`: how many dossiers of a unit (and of the city, unit 01) were received, ended or refused on a day of
 *    Hanoi, per cell (domain: cells.ts); kinds `in` and `out` are received and ended without the split into cells.
 *    Changed with each dossier, so that a period is summed from some hundred rows.
 *  - `dossier_feed`: when the newest message came.
 *  `paused` = it ever was; `state` is the domain's, but `in_progress` whether overdue or not, as that moves with the clock.
 *  `counted_at` is the reception of a counted dossier, else null. */
export const dossierTables = `
  CREATE TABLE IF NOT EXISTS dossier (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, snapshot TEXT NOT NULL, observed_at INTEGER NOT NULL,
    unit TEXT, state TEXT NOT NULL, received_at INTEGER, counted_at INTEGER, due_at INTEGER, ended_at INTEGER,
    paused INTEGER NOT NULL, pauses TEXT NOT NULL, supplements TEXT NOT NULL, received_cell INTEGER, ended_cell INTEGER, refused_at INTEGER
  );
  CREATE INDEX IF NOT EXISTS dossier_state ON dossier (state, id);
  CREATE INDEX IF NOT EXISTS dossier_unit_state ON dossier (unit, state, id);
  CREATE INDEX IF NOT EXISTS dossier_open ON dossier (ended_at, counted_at, due_at)
    WHERE counted_at IS NOT NULL AND paused = 0;
  CREATE INDEX IF NOT EXISTS dossier_unit_open ON dossier (unit, ended_at, counted_at, due_at)
    WHERE counted_at IS NOT NULL AND paused = 0;
  CREATE INDEX IF NOT EXISTS dossier_paused ON dossier (ended_at, counted_at, due_at, pauses, supplements)
    WHERE counted_at IS NOT NULL AND paused = 1;
  CREATE INDEX IF NOT EXISTS dossier_unit_paused ON dossier (unit, ended_at, counted_at)
    WHERE counted_at IS NOT NULL AND paused = 1;
  CREATE TABLE IF NOT EXISTS dossier_message (
    code TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (code, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dossier_step (
    code TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER NOT NULL, actor TEXT NOT NULL,
    PRIMARY KEY (code, at, status, actor)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dossier_day (
    unit TEXT NOT NULL, kind TEXT NOT NULL, day INTEGER NOT NULL, cell INTEGER NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (unit, kind, day, cell)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dossier_feed (id INTEGER PRIMARY KEY CHECK (id = 1), newest_at INTEGER NOT NULL);
`
