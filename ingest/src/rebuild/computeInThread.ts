import { Worker } from 'node:worker_threads'
import type { SeriesStore } from '@city/domain/series/seriesStore.ts'
import type { Task, TaskResult } from '../rollups/computeTask.ts'
import { errorOf, faultOf } from './faults.ts'
import type { ComputeAnswer, ComputeRequest, ComputeWork } from './threadMessages.ts'

/** Memory of a thread, MB. */
const limits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 128 }

/** A thread that computes tasks. What it wants to be written to the embedded store is written here. */
export function computeInThread(work: ComputeWork, series: Pick<SeriesStore, 'writePacked'>) {
  const thread = new Worker(new URL('computeThread.ts', import.meta.url), {
    workerData: work,
    resourceLimits: limits,
  })
  const waiting = new Map<
    number,
    { task: Task; resolve: (result: TaskResult) => void; reject: (error: Error) => void }
  >()
  let tasks = 0
  let gone: Error | undefined

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const send = (request: ComputeRequest): void => thread.postMessage(request)
  const end = (error: Error): void => {
    gone ??= error
    for (const { reject } of waiting.values()) reject(gone)
    waiting.clear()
  }
  thread.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))))
  thread.on('exit', () => end(new Error('a thread that computes has ended')))
  thread.on('message', (message: ComputeAnswer) => {
    if (message.kind === 'write') return void write(message)
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'fault') asked?.reject(errorOf(message.fault))
    else asked?.resolve({ ...message.result, task: asked.task })
  })

  async function write({ id, packed }: ComputeAnswer & { kind: 'write' }): Promise<void> {
    try {
      await series.writePacked!([packed])
      send({ kind: 'written', id })
    } catch (error) {
      send({ kind: 'written', id, fault: faultOf(error) })
    }
  }

  return {
    /** Rejects as `computeTask` does, and with Error when the thread has ended. */
    compute(task: Task, endOfHours: number): Promise<TaskResult> {
      const { station, row } = task
      return new Promise((resolve, reject) => {
        if (gone) return reject(gone)
        const id = ++tasks
        waiting.set(id, { task, resolve, reject })
        send({ kind: 'task', id, task: row ? { station, row } : { station }, end: endOfHours })
      })
    },
    async stop(): Promise<void> {
      await thread.terminate()
    },
  }
}

export type ComputingThread = ReturnType<typeof computeInThread>
