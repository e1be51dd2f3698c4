import type { Reading } from '@city/domain/reading/reading.ts'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { NewDeadLetter } from '@city/store/state/deadLetters.ts'
import {
  readImportIntent,
  type ImportCounts,
  type ImportFile,
  type ImportWriter,
} from '@city/store/state/importFile.ts'
import type { Revision } from '@city/store/state/revisions.ts'
import type { StateDb } from '@city/store/state/stateDb.ts'
import { readKnownRows } from '../landing/knownRows.ts'
import type { Outlet } from '../landing/outlet.ts'
import { touchedBy, type Book, type TouchedSpan } from '../pipeline/book.ts'
import { bundlesOf } from '../pipeline/letterBundles.ts'
import { newestOf } from '../pipeline/newestOf.ts'
import { Tally } from '../pipeline/tally.ts'
import { decide } from './decide.ts'
import { parseDecision, writeDecision, type Decision } from './decision.ts'
import { lanes, linesPerBody, type BlockMessage } from './fileJob.ts'
import { createForesight, newOnly, type Following } from './foresight.ts'
import { holdsNothing } from './holdsNothing.ts'

export interface ImportLanderParts {
  db: StateDb
  series: Pick<SeriesStore, 'readRows'>
  outlet: Outlet
  book: Book
  writer: ImportWriter
  /** Newest reading of each station; kept up to date here. */
  latest: Map<string, Reading>
  now: () => number
}

/** What was decoded between two positions of a file. */
export interface Chunk extends Pick<BlockMessage, 'faults' | 'readings' | 'summary' | 'bodies'> {
  from: number
  to: number
  /** The readings one by one, where they are needed. */
  open: () => Promise<readonly Reading[]>
  /** What comes behind it, as far as that is known and may be asked about already. */
  following?: () => readonly Following[]
}

/** Rejections of one file whose content is kept; the rest of them is counted in one letter more. */
const keptPerFile = 50_000
/** So many letters of one chunk stand alone; more are gathered into bundles. */
const singleLetters = 100
/** Name under which rows of unknown stations are counted, so that invented names cannot fill the ledger. */
const unknownStation = '?'

/** What became of the readings of a chunk. */
interface Landed {
  stored: Iterable<readonly [station: string, readings: number]>
  duplicates: Iterable<string>
  refused: { reading: Reading; why: string }[]
  newest: Reading[]
  touched: Iterable<TouchedSpan>
  revisions: Revision[]
}

/** Lands a file chunk by chunk with the rules of live input: what the series holds with the same value is a duplicate,
 *  another value a correction with its revisions. Unlike live input nothing of it goes into the journal (the file is one),
 *  and the position in the file is part of the transaction that books a chunk. What is new in a chunk is decided and on
 *  disk before any of it is written, so that a crash between the series and the ledger counts nothing twice.
 *  Where the series holds nothing yet, a chunk goes there as the lines that were made beside the decoding. */
export function createImportLander({ db, series, outlet, book, writer, latest, now }: ImportLanderParts) {
  const foresight = createForesight(series, writer)

  /** Rejects with StoreAway or the error of the state database: nothing of the chunk is booked then, and it may be landed
   *  again. @returns the file as it stands after the chunk */
  async function land(file: ImportFile, source: string, chunk: Chunk, isLast: boolean): Promise<ImportFile> {
    const at = now()
    const seen = foresight.take(file.path, chunk.from)
    const kept = seen ? undefined : readImportIntent(db, file.path)
    const decided = kept?.from === chunk.from ? parseDecision(kept.body, chunk.readings) : undefined
    const isNew =
      seen || (!decided && chunk.bodies.length > 0 && (await holdsNothing(series, chunk.summary.stations)))
    if (isNew && !seen) writer.intend(file.path, { from: chunk.from, body: newOnly(chunk) })
    const asking = foresight.ask(chunk.to, chunk.summary.stations, (isNew && chunk.following?.()) || [])
    const landed = isNew ? await landLines(chunk) : await landOneByOne(file, chunk, decided, { source, at })
    await asking

    const tally = new Tally()
    const rowOf = tally.of(source, at)
    for (const { station, readings } of chunk.summary.stations) rowOf(station).received += readings
    for (const [station, readings] of landed.stored) rowOf(station).stored += readings
    for (const station of landed.duplicates) rowOf(station).duplicate++
    const counts: ImportCounts = { ...file.counts }
    const letters: NewDeadLetter[] = []
    const keepLetter = (letter: NewDeadLetter) => {
      if (counts.letters >= keptPerFile) return void counts.lettersLeftOut++
      counts.letters++
      letters.push(letter)
    }
    for (const { station, isReading, rejections } of chunk.faults) {
      for (const { scope, reason, detail, raw } of rejections)
        keepLetter({ source, at, station, scope, reason, detail, raw })
      if (isReading) continue
      const isUnknown = station === null || rejections.some(({ reason }) => reason === 'unknown_station')
      const row = rowOf(isUnknown ? unknownStation : station)
      row.received++
      row.rejected++
    }
    for (const { reading, why } of landed.refused) {
      const { station, time, values } = reading
      rowOf(station).rejected++
      const raw = JSON.stringify({ station, ts: time, values })
      keepLetter({ source, at, station, scope: 'reading', reason: 'store_refused', detail: why, raw })
    }
    for (const row of tally.rows())
      for (const fate of ['received', 'stored', 'duplicate', 'rejected'] as const) counts[fate] += row[fate]
    const after: ImportFile = { ...file, position: chunk.to, counts, isDone: isLast, at }
    const newest = newestOf(landed.newest, latest)
    const shown = letters.length > singleLetters ? bundlesOf(letters) : letters
    if (isLast && counts.lettersLeftOut > 0) {
      const detail = `and ${counts.lettersLeftOut} more rejections of the same file`
      shown.push({ source, at, station: null, scope: 'payload', reason: 'bad_row', detail, raw: '' })
    }
    book.write({
      tally,
      letters: shown,
      latest: newest,
      touched: landed.touched,
      revisions: landed.revisions,
      also: () => {
        writer.save(after)
        foresight.intend(file.path, chunk.to)
      },
    })
    foresight.booked()
    for (const reading of newest) latest.set(reading.station, reading)
    return after
  }

  /** The way of a chunk of which the series holds nothing: its lines go there as they are, the intent is on disk. */
  async function landLines({ readings, bodies, summary, open }: Chunk): Promise<Landed> {
    const refusals = new Map<number, string>()
    const lines = linesPerBody(readings)
    let next = 0
    let offset = 0
    const send = async (): Promise<void> => {
      while (next < bodies.length) {
        const body = bodies[next++]!
        const start = offset
        offset += lines
        for (const [index, why] of await outlet.sendBytes(body)) refusals.set(start + index, why)
      }
    }
    const ends = await Promise.allSettled(Array.from({ length: lanes }, send))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
    const newest = summary.stations.map((one) => one.newest)
    const counts = new Map(summary.stations.map(({ station, readings: some }) => [station, some]))
    if (refusals.size === 0)
      return { stored: counts, duplicates: [], refused: [], newest, touched: summary.touched, revisions: [] }
    const all = await open()
    const refused = [...refusals].map(([index, why]) => ({ reading: all[index]!, why }))
    for (const { reading } of refused) counts.set(reading.station, counts.get(reading.station)! - 1)
    const stored = all.filter((_, index) => !refusals.has(index))
    return {
      stored: counts,
      duplicates: [],
      refused,
      newest: stored,
      touched: touchedBy(stored),
      revisions: [],
    }
  }

  async function landOneByOne(
    file: ImportFile,
    { from, open }: Chunk,
    decided: Decision | undefined,
    origin: { source: string; at: number },
  ): Promise<Landed> {
    const readings = await open()
    const found = decided ? undefined : await readKnownRows(series, readings)
    const decision = decided ?? {
      isDuplicate: () => false,
      before: (index: number) => found!(readings[index]!.station, readings[index]!.time),
    }
    const { points, written, revisions, duplicates, known } = decide(readings, decision, origin)
    if (points.length > 0)
      writer.intend(file.path, { from, body: writeDecision(readings.length, duplicates, known) })
    const refusals = await outlet.write(points)
    const stored = refusals.size === 0 ? written : written.filter((_, index) => !refusals.has(index))
    return {
      stored: stored.map(({ station }) => [station, 1] as const),
      duplicates: duplicates.map((index) => readings[index]!.station),
      refused: [...refusals].map(([index, why]) => ({ reading: written[index]!, why })),
      newest: stored,
      touched: touchedBy(stored),
      revisions: revisions.filter(({ index }) => !refusals.has(index)).map(({ revision }) => revision),
    }
  }
  /** `forget`: the chunk that follows the last one does not get its turn now. */
  return { land, forget: foresight.forget }
}

export type ImportLander = ReturnType<typeof createImportLander>
