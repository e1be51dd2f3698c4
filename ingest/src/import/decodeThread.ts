import { parentPort, workerData } from 'node:worker_threads'
import type { ReadingColumns } from '@city/domain/reading/readingColumns.ts'
import { ColumnsEncoder } from '@city/store/series/encodeColumns.ts'
import { summaryOf } from './blockSummary.ts'
import { decodeFile, type Registry } from './decodeFile.ts'
import {
  linesPerBody,
  type BlockMessage,
  type DecodeMessage,
  type DecodeRequest,
  type FileJob,
} from './fileJob.ts'

/* The decoding thread: decodes a file and writes its readings as line protocol, ahead of the thread that lands them, so
 * that both cores work. It sends as many blocks as it was asked for and keeps their readings until the next is wanted. */

export interface DecodeWork {
  job: FileJob
  position: number
  registry: Registry
  withLines: boolean
}

/** As many as may be on their way or being landed: see `ahead` in decodeInThread. */
const keptBlocks = 9

const { job, position, registry, withLines } = workerData as DecodeWork
const port = parentPort!
const held = new Map<number, ReadingColumns>()
const encoder = new ColumnsEncoder()
let wanted = 0
let wake: () => void = () => undefined
port.on('message', (request: DecodeRequest) => {
  if (request.want === 'readings') {
    // Copied: a chunk that could not be landed asks for them again.
    return send({ kind: 'readings', id: request.id, columns: held.get(request.id)! })
  }
  wanted++
  wake()
})

function send(message: DecodeMessage, buffers: ArrayBuffer[] = []): void {
  port.postMessage(message, buffers)
}

function bodiesOf(columns: ReadingColumns): BlockMessage['bodies'] {
  const bodies: BlockMessage['bodies'] = []
  if (!withLines) return bodies
  const lines = linesPerBody(columns.length)
  let at = 0
  for (let start = 0; start < columns.length; start += lines) {
    const end = Math.min(columns.length, start + lines)
    bodies.push(encoder.encode(columns, start, end, at))
    for (let index = start; index < end; index++) at += columns.count[index]!
  }
  return bodies
}

async function run(): Promise<void> {
  const remarks = new Set<string>()
  let end = position
  let id = 0
  for await (const { columns, faults, remark, ...reached } of decodeFile(job, position, registry)) {
    if (remark) remarks.add(remark)
    end = reached.position
    const summary = summaryOf(columns)
    const bodies = summary.hasRepeats ? [] : bodiesOf(columns)
    while (wanted === 0) await new Promise<void>((resolve) => (wake = resolve))
    wanted--
    held.set(++id, columns)
    held.delete(id - keptBlocks)
    send(
      { kind: 'block', id, faults, readings: columns.length, summary, bodies, ...reached },
      bodies.map(({ buffer }) => buffer),
    )
  }
  send({ kind: 'end', position: end, remarks: [...remarks] })
}

run().catch((error: unknown) =>
  send({ kind: 'fault', message: error instanceof Error ? error.message : String(error) }),
)
