import type { DecodedReading } from '@city/domain/reading/decodeReadings.ts'
import type { ReadingColumns } from '@city/domain/reading/readingColumns.ts'
import type { BlockSummary } from './blockSummary.ts'
import type { FileOptions } from './recognise.ts'

/** One thing that is imported and resumed as a whole. */
export type FileJob =
  /** A CSV or line protocol file, `-` for standard input; positions are bytes, unpacked. */
  | { kind: 'rows'; path: string; size: number | null; options: FileOptions }
  /** Station files of one folder; positions are files. */
  | { kind: 'station files'; paths: readonly string[]; size: number }

/** Most lines of one request; measured on InfluxDB 1.6: 5,000 lines 209,000/s, 10,000 lines 259,000/s. */
const mostLines = 5000
/** Requests under way at once; measured: two carry half as much again as one, more add nothing on two cores. */
export const lanes = 2

/** Lines of each request of a block: as many for one lane as for the other, so that neither waits at the end. */
export function linesPerBody(readings: number): number {
  const rounds = Math.max(1, Math.ceil(readings / (lanes * mostLines)))
  return Math.max(1, Math.ceil(readings / (lanes * rounds)))
}

/** What was rejected of a reading, in whole or in part. */
export interface Fault {
  station: string | null
  /** The rest of it is a reading all the same. */
  isReading: boolean
  rejections: DecodedReading['rejections']
}

export interface BlockMessage {
  kind: 'block'
  id: number
  faults: Fault[]
  readings: number
  summary: BlockSummary
  /** All readings as line protocol (UTF-8), at most 5,000 lines each, in order; none where the store takes no lines. */
  bodies: Uint8Array<ArrayBuffer>[]
  /** Everything before it is decoded: where a later run goes on. */
  position: number
  /** Bytes of the file(s) read so far, to be compared with `size`. */
  read: number
}

/** What the decoding thread sends. */
export type DecodeMessage =
  | BlockMessage
  /** The readings of a block one by one, where they were asked for. */
  | { kind: 'readings'; id: number; columns: ReadingColumns }
  | { kind: 'end'; position: number; remarks: string[] }
  /** It could not be read on; what came before stands. */
  | { kind: 'fault'; message: string }

/** What it is asked for: one more block, which also lets the oldest one go, or the readings of a block. */
export type DecodeRequest = { want: 'block' } | { want: 'readings'; id: number }
