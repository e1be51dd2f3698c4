import { join } from 'node:path'
import { readingPoint } from '@city/domain/series/readingPoint.ts'
import type { Reading } from '@city/domain/reading/reading.ts'
import { hourStart } from '@city/domain/time/hanoiTime.ts'
import { encodeLines } from '@city/store/series/encodeLines.ts'
import { journalWriter } from '@city/store/state/journal.ts'
import { latestReadingWriter } from '@city/store/state/latest.ts'
import { ledgerWriter } from '@city/store/state/ledger.ts'
import { openState } from '@city/store/state/openState.ts'
import { inTransaction } from '@city/store/state/stateDb.ts'
import { heldOf } from '../src/landing/journalRows.ts'

/** Readings a second that the journal was filled with: what a city of 28 stations sends at most. */
const perSecond = 2000
const stations = 28
/** Readings of one group, as they arrive over MQTT. */
const perRow = 2000

/** Reading `i` of those that came while InfluxDB was away; the last of `count` is as old as `end`, ms. */
export function readingOf(i: number, count: number, end: number): Reading {
  const wave = i % 97
  const time = end - Math.floor((Math.floor((count - 1 - i) / stations) * stations * 1000) / perSecond)
  const values = {
    pm25: 20 + wave / 3,
    pm10: 40 + wave / 2,
    no2: 30 + wave / 5,
    so2: 8 + wave / 20,
    o3: 60 - wave / 3,
    co: 700 + wave,
  }
  return {
    station: `AQ-${String((i % stations) + 1).padStart(2, '0')}`,
    domain: 'air',
    time,
    values,
    flags: {},
  }
}

/** Line protocol of the readings [from, to). */
export function linesOf(from: number, to: number, count: number, end: number): string {
  return encodeLines(
    Array.from({ length: to - from }, (_, n) => readingPoint(readingOf(from + n, count, end))),
  )
}

/** Puts `count` readings into the journal and the ledger of a data folder as an ingest leaves them whose store is away. */
export function fillJournal(dataDir: string, count: number, end: number): void {
  const db = openState(join(dataDir, 'state.sqlite'))
  const journal = journalWriter(db)
  const addToLedger = ledgerWriter(db)
  const at = Date.now()
  const hour = hourStart(at)
  const source = 'mqtt'
  for (let from = 0; from < count; from += perRow) {
    const to = Math.min(count, from + perRow)
    const held = heldOf(Array.from({ length: to - from }, (_, n) => readingOf(from + n, count, end)))
    const body = linesOf(from, to, count, end)
    inTransaction(db, () => {
      journal.append({
        at,
        kind: 'lines',
        source,
        hour,
        readings: to - from,
        stations: JSON.stringify(held),
        body,
      })
      for (const [station, waiting] of held)
        addToLedger({
          source,
          station,
          hour,
          received: waiting,
          stored: 0,
          duplicate: 0,
          rejected: 0,
          waiting,
        })
    })
  }
  const saveLatest = latestReadingWriter(db)
  inTransaction(db, () => {
    for (let i = Math.max(0, count - stations); i < count; i++) saveLatest(readingOf(i, count, end))
  })
  db.close()
}
