import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { MappingTable } from '@city/domain/profile/mappingTable.ts'
import { ColumnsBuilder } from '@city/domain/reading/columnsBuilder.ts'
import type { DecodedReading } from '@city/domain/reading/decodeReadings.ts'
import type { StationFiles } from '@city/domain/profile/stationFiles.ts'
import { decodeStationFile } from '@city/domain/reading/decodeStationFile.ts'
import type { ReadingColumns } from '@city/domain/reading/readingColumns.ts'
import type { RejectionReason } from '@city/domain/reading/rejection.ts'
import type { Station } from '@city/domain/station/station.ts'
import type { Fault, FileJob } from './fileJob.ts'
import { openInput } from './input.ts'
import { LineBlocks } from './lineBlocks.ts'
import { recognise } from './recognise.ts'

/** What decoding needs from the city profile. */
export interface Registry {
  stations: ReadonlyMap<string, Station>
  /** File prefix → station id. */
  prefixes: Readonly<Record<string, string>>
  /** How stations write their files. */
  settings?: StationFiles['settings']
  mappings: MappingTable | undefined
}

export interface DecodedBlock {
  columns: ReadingColumns
  faults: Fault[]
  position: number
  read: number
  /** Something that the person who imports should know. */
  remark?: string
}

/** Largest station file that is read (environment.md 4.6 rule 1). */
const stationFileBytes = 256 * 1024
/** Station files decoded together. */
const filesPerBlock = 500

/** Decodes a file from a position on, block by block, in order.
 *  @throws Error, one sentence, when it cannot be read (on) */
export async function* decodeFile(
  job: FileJob,
  position: number,
  registry: Registry,
): AsyncGenerator<DecodedBlock> {
  yield* job.kind === 'rows'
    ? decodeRows(job, position, registry)
    : decodeStationFiles(job, position, registry)
}

async function* decodeRows(
  job: FileJob & { kind: 'rows' },
  position: number,
  registry: Registry,
): AsyncGenerator<DecodedBlock> {
  const input = await openInput(job.path)
  const { from, decoderInto } = recognise(input.sample, job.options, registry)
  const gathering = new Gathering()
  const decode = decoderInto(gathering.columns)
  const start = Math.max(from, position)
  const blocks = new LineBlocks(input.bytesFrom(start), start)
  for (let block = await blocks.next(); block; block = await blocks.next()) {
    const { lines } = block
    const used = decode(lines, Date.now(), block.isLast, gathering.take)
    if (used < lines.length) blocks.putBack(lines.length - used)
    if (block.tooLong !== undefined)
      gathering.take(rejected('bad_row', `a line of ${block.end - block.start} bytes`, block.tooLong))
    yield {
      ...gathering.give(),
      position: blocks.offset,
      read: input.isPacked || job.path === '-' ? input.bytesRead() : blocks.offset,
      ...(block.isCut ? { remark: 'its last line has no line end; it was taken as it stands there' } : {}),
    }
  }
}

async function* decodeStationFiles(
  { paths }: FileJob & { kind: 'station files' },
  position: number,
  registry: Registry,
): AsyncGenerator<DecodedBlock> {
  let read = 0
  const gathering = new Gathering()
  for (let start = position; start < paths.length; start += filesPerBlock) {
    const part = paths.slice(start, start + filesPerBlock)
    for (const path of part) {
      read += (await stat(path)).size
      for (const one of await decodeOne(path, registry)) gathering.take(one)
    }
    yield { ...gathering.give(), position: start + part.length, read }
  }
}

/** Gathers what is decoded: readings as columns, faults one by one. */
class Gathering {
  readonly columns = new ColumnsBuilder()
  #faults: Fault[] = []

  readonly take = ({ station, reading, rejections }: DecodedReading): void => {
    if (reading) this.columns.add(reading)
    if (rejections.length > 0 || !reading)
      this.#faults.push({ station, isReading: reading !== undefined, rejections })
  }

  give(): { columns: ReadingColumns; faults: Fault[] } {
    const faults = this.#faults
    this.#faults = []
    return { columns: this.columns.take(), faults }
  }
}

async function decodeOne(path: string, registry: Registry): Promise<DecodedReading[]> {
  const name = basename(path).replace(/\.gz$/, '')
  try {
    const bytes = await readFile(path)
    const plain = path.endsWith('.gz') ? await unpack(bytes, { maxOutputLength: stationFileBytes }) : bytes
    if (plain.length > stationFileBytes)
      return [rejected('payload_too_large', `${name}: ${plain.length} bytes`, '')]
    const decoded = decodeStationFile(name, plain, { ...registry, now: Date.now() })
    return decoded.length > 0 ? decoded : [rejected('no_values', name, '')]
  } catch (error) {
    return [rejected('undecodable', `${name}: ${error instanceof Error ? error.message : String(error)}`, '')]
  }
}

const unpack = promisify(gunzip)

function rejected(reason: RejectionReason, detail: string, raw: string): DecodedReading {
  return { station: null, rejections: [{ scope: 'reading', reason, detail, station: null, raw }] }
}
