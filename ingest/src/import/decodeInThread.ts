import { Worker } from 'node:worker_threads'
import type { Reading } from '@city/domain/reading/reading.ts'
import { readingsOf } from '@city/domain/reading/readingColumns.ts'
import type { DecodeWork } from './decodeThread.ts'
import type { BlockMessage, DecodeMessage, DecodeRequest } from './fileJob.ts'

/** Blocks that are decoded ahead: the series is asked about them together, while the one before them is written. */
const ahead = 8
/** Memory of the thread, MB: with this the whole program takes 250 MB; with a young generation of 16 it takes 220 MB and a
 *  sixth more CPU (600,000 readings). */
const limits = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 256 }

type Progress = Exclude<DecodeMessage, { kind: 'readings' }>

/** Decodes a file in a thread of its own. */
export function decodeInThread(work: DecodeWork) {
  const thread = new Worker(new URL('decodeThread.ts', import.meta.url), {
    workerData: work,
    resourceLimits: limits,
  })
  const arrived: Progress[] = []
  const asked = new Map<number, (readings: Reading[]) => void>()
  let wake: () => void = () => undefined
  const arrive = (message: Progress) => {
    arrived.push(message)
    wake()
  }
  thread.on('message', (message: DecodeMessage) => {
    if (message.kind !== 'readings') return arrive(message)
    asked.get(message.id)?.(readingsOf(message.columns))
    asked.delete(message.id)
  })
  thread.on('error', (error) =>
    arrive({ kind: 'fault', message: error instanceof Error ? error.message : String(error) }),
  )
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const ask = (request: DecodeRequest) => thread.postMessage(request)
  return {
    /** Messages in order, the last one is an end or a fault; none any more when it is aborted. Leaving the loop early
     *  ends the thread. */
    async *messages(signal: AbortSignal): AsyncGenerator<Progress> {
      signal.addEventListener('abort', () => wake())
      for (let i = 0; i < ahead; i++) ask({ want: 'block' })
      try {
        for (;;) {
          const message = arrived.shift()
          if (!message) {
            if (signal.aborted) return
            await new Promise<void>((resolve) => (wake = resolve))
            continue
          }
          if (message.kind === 'block') ask({ want: 'block' })
          yield message
          if (message.kind !== 'block') return
        }
      } finally {
        await thread.terminate()
      }
    },
    /** The blocks that come next, as far as they have arrived. */
    following: (): BlockMessage[] => arrived.filter((message) => message.kind === 'block'),
    /** The readings of the block that was given last. */
    readingsOf: (id: number): Promise<Reading[]> =>
      new Promise((resolve) => {
        asked.set(id, resolve)
        ask({ want: 'readings', id })
      }),
  }
}
