import { parentPort, workerData } from 'node:worker_threads'
import type { Reading } from '@city/domain/reading/reading.ts'
import { readingPoint } from '@city/domain/series/readingPoint.ts'
import { encodeLines } from '@city/store/series/encodeLines.ts'
import { summaryOf } from './blockSummary.ts'
import { decodeFile, type Registry } from './decodeFile.ts'
import {
  linesPerBody,
  type BlockMessage,
  type DecodeMessage,
  type DecodeRequest,
  type FileJob,
} from './fileJob.ts'
import { buffersOf, packReadings } from './packReadings.ts'

/* The decoding thread: decodes a file and writes its readings as line protocol, ahead of the thread that lands them, so
 * that both cores work. It sends as many blocks as it was asked for and keeps their readings until the next is wanted. */

export interface DecodeWork {
  job: FileJob
  position: number
  registry: Registry
  withLines: boolean
}

/** As many as may be on their way or being landed: see `ahead` in decodeInThread. */
const keptBlocks = 2

const { job, position, registry, withLines } = workerData as DecodeWork
const port = parentPort!
const held = new Map<number, readonly Reading[]>()
let wanted = 0
let wake: () => void = () => undefined
port.on('message', (request: DecodeRequest) => {
  if (request.want === 'readings') {
    const packed = packReadings(held.get(request.id) ?? [])
    return send({ kind: 'readings', id: request.id, packed }, buffersOf(packed))
  }
  wanted++
  wake()
})

function send(message: DecodeMessage, buffers: ArrayBuffer[] = []): void {
  port.postMessage(message, buffers)
}

function bodiesOf(readings: readonly Reading[]): string[] {
  const bodies: string[] = []
  if (!withLines) return bodies
  for (let start = 0; start < readings.length; start += linesPerBody)
    bodies.push(encodeLines(readings.slice(start, start + linesPerBody).map(readingPoint)))
  return bodies
}

async function run(): Promise<void> {
  const remarks = new Set<string>()
  let end = position
  let id = 0
  for await (const { decoded, remark, ...reached } of decodeFile(job, position, registry)) {
    if (remark) remarks.add(remark)
    end = reached.position
    const readings: Reading[] = []
    const faults: BlockMessage['faults'] = []
    for (const { station, reading, rejections } of decoded) {
      if (reading) readings.push(reading)
      if (rejections.length > 0 || !reading)
        faults.push({ station, isReading: reading !== undefined, rejections })
    }
    const summary = summaryOf(readings)
    const bodies = summary.hasRepeats ? [] : bodiesOf(readings)
    while (wanted === 0) await new Promise<void>((resolve) => (wake = resolve))
    wanted--
    held.set(++id, readings)
    held.delete(id - keptBlocks)
    send({ kind: 'block', id, faults, readings: readings.length, summary, bodies, ...reached })
  }
  send({ kind: 'end', position: end, remarks: [...remarks] })
}

run().catch((error: unknown) =>
  send({ kind: 'fault', message: error instanceof Error ? error.message : String(error) }),
)
