import { parentPort, workerData } from 'node:worker_threads'
import type { SeriesPoint, SeriesStore } from '@city/domain/series/seriesStore.ts'
import { encodeLines } from '@city/store/series/encodeLines.ts'
import { openSeries } from '@city/store/series/openSeries.ts'
import { packPoints } from '@city/store/series/packedPoints.ts'
import { openState } from '@city/store/state/openState.ts'
import { createQuality } from '../quality/createQuality.ts'
import { computeTask, type TaskResult } from '../rollups/computeTask.ts'
import { errorOf, faultOf } from './faults.ts'
import type { ComputeAnswer, ComputeRequest, ComputeWork } from './threadMessages.ts'

/* A thread of a rebuild: reads, judges and computes. The embedded store has one writer: what is to be written goes there
 * packed. A store beyond a network gets lines that are ready to be sent. */

/** Lines of one request. */
const linesAtOnce = 5_000

const { stations, quality: profile, wqiRules, series: settings, statePath } = workerData as ComputeWork
const port = parentPort!
const store = await openSeries(settings, { readOnly: true })
const isEmbedded = store.kind === 'embedded'
const db = openState(statePath)
const waiting = new Map<number, (fault: Error | undefined) => void>()
let writes = 0

const series: SeriesStore = {
  kind: store.kind,
  readRows: (query) => store.readRows(query),
  ...(store.readColumns ? { readColumns: store.readColumns.bind(store) } : {}),
  readWindows: (query) => store.readWindows(query),
  deleteBefore: (measurement, time) => store.deleteBefore(measurement, time),
  ping: () => store.ping(),
  close: () => store.close(),
  write: (points) => (isEmbedded ? writeThere(points) : store.write(points)),
}
const quality = profile && createQuality({ stations, series, db, profile })
const parts = { stations, series, db, ...(wqiRules ? { wqiRules } : {}) }

port.on('message', (request: ComputeRequest) => {
  if (request.kind === 'task') return void answer(request)
  waiting.get(request.id)?.(request.fault && errorOf(request.fault))
  waiting.delete(request.id)
})

async function answer({ id, task, end }: ComputeRequest & { kind: 'task' }): Promise<void> {
  try {
    const { points, changes, newest } = await computeTask(
      { ...parts, ...(quality && { judging: quality.open() }) },
      task,
      end,
    )
    const rest = { points: [], ...(changes ? { changes } : {}), ...(newest ? { newest } : {}) }
    const written = writtenAs(points)
    const buffers = [...(written.lines ?? []), ...(written.packed ? [written.packed.numbers] : [])]
    send(
      { kind: 'result', id, result: { ...rest, ...written } },
      buffers.map(({ buffer }) => buffer as ArrayBuffer),
    )
  } catch (error) {
    send({ kind: 'fault', id, fault: faultOf(error) })
  }
}

function writtenAs(points: readonly SeriesPoint[]): Pick<TaskResult, 'packed' | 'lines'> {
  if (points.length === 0) return {}
  if (isEmbedded) return { packed: packPoints(points) }
  const lines: Uint8Array[] = []
  for (let at = 0; at < points.length; at += linesAtOnce)
    lines.push(new TextEncoder().encode(encodeLines(points.slice(at, at + linesAtOnce))))
  return { lines }
}

function writeThere(points: readonly SeriesPoint[]): Promise<void> {
  const packed = packPoints(points)
  const id = ++writes
  return new Promise((resolve, reject) => {
    waiting.set(id, (fault) => (fault ? reject(fault) : resolve()))
    send({ kind: 'write', id, packed }, [packed.numbers.buffer as ArrayBuffer])
  })
}

function send(message: ComputeAnswer, buffers: ArrayBuffer[] = []): void {
  port.postMessage(message, buffers)
}
