import { Worker } from 'node:worker_threads'
import type { StationFileContext } from '@city/domain/reading/decodeStationFile.ts'
import { StartFault } from '@city/store/settings/startFault.ts'
import type { Logger } from '../log.ts'
import type { Intake } from '../pipeline/intake.ts'
import type { FromThread, ToThread } from './fileMessages.ts'
import type { FileSettings } from './fileSettings.ts'
import { landFiles } from './landFiles.ts'

export interface FilesParts {
  dataDir: string
  files: FileSettings
  context: () => StationFileContext
  intake: Pick<Intake, 'takeFile'>
  log: Logger
}

/** Memory of the thread, MB: the newest names of a walk, some connections and a few batches. */
const limits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 }
/** A thread that has died is started again after this. */
const restartMs = 2000
const stopMs = 1500

/** Takes station files of Circular 10/2021: from `inbox/`, and by FTP, FTPS and SFTP where accounts exist. A file leaves the disk
 *  only after its readings are durable; whatever it was, one killed at any moment is read again.
 *  @throws StartFault when a door cannot be opened */
export async function startFiles({ dataDir, files, context, intake, log }: FilesParts) {
  let thread: Worker | undefined
  let isStopping = false
  let restarting: NodeJS.Timeout | undefined
  const ports: { ftp: number | undefined; sftp: number | undefined } = { ftp: undefined, sftp: undefined }

  function start(): Promise<void> {
    const worker = new Worker(new URL('filesThread.ts', import.meta.url), {
      workerData: { dataDir, files },
      resourceLimits: limits,
    })
    thread = worker
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    const tell = (message: ToThread): void => worker.postMessage(message)
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromThread) => {
        if ('batch' in message) void landFiles(message, context, intake).then(tell)
        else if ('log' in message) log[message.log](message.details, message.text)
        else if ('fault' in message) reject(new StartFault(`station files: ${message.fault}`))
        else if ('ready' in message) {
          Object.assign(ports, message.ready)
          resolve()
        }
      })
      worker.on('error', (error) =>
        log.error({ error: String(error) }, 'the thread of station files has died'),
      )
      worker.once('exit', () => {
        reject(new StartFault('station files: their thread ended'))
        if (isStopping || thread !== worker) return
        restarting = setTimeout(() => {
          start().catch((error: unknown) => {
            log.error({ error: String(error) }, 'station files are not taken')
            void worker.terminate()
          })
        }, restartMs)
      })
    })
  }

  await start().catch(async (error: unknown) => {
    isStopping = true
    clearTimeout(restarting)
    await thread?.terminate()
    throw error
  })
  return {
    /** Ports that the doors listen on; undefined: shut. */
    ports,
    /** Takes nothing new; what is under way is landed by who has it. */
    async stop(): Promise<void> {
      isStopping = true
      clearTimeout(restarting)
      const worker = thread
      if (!worker) return
      await new Promise<void>((resolve) => {
        const impatience = setTimeout(resolve, stopMs)
        worker.on('message', (message: FromThread) => {
          if (!('stopped' in message)) return
          clearTimeout(impatience)
          resolve()
        })
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ stop: true } satisfies ToThread)
      })
      await worker.terminate()
    },
  }
}
