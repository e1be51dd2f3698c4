import type { StationFileContext } from '@city/domain/reading/decodeStationFile.ts'
import { decodeStationFile } from '@city/domain/reading/decodeStationFile.ts'
import type { DecodedReading } from '@city/domain/reading/decodeReadings.ts'
import type { Intake } from '../pipeline/intake.ts'
import { fates, type BatchFates, type FileBatch, type ReadFile } from './fileMessages.ts'

/** Lands the files of a batch; resolves when each of them has its fate: durable, refused with its letter durable, or neither. */
export async function landFiles(
  { batch, bytes, files }: FileBatch,
  context: () => StationFileContext,
  intake: Pick<Intake, 'takeFile'>,
): Promise<BatchFates> {
  const decided = new Uint8Array(files.length)
  let at = 0
  await Promise.all(
    files.map((file, index) => {
      const length = file.isTooLarge ? 0 : file.size
      const content = bytes.subarray(at, at + length)
      at += length
      return new Promise<void>((resolve) => {
        let isRefused = false
        const decode = (): DecodedReading[] => {
          const decoded = decodeFile(file, content, context())
          isRefused = !decoded.some(({ reading }) => reading)
          return decoded
        }
        intake.takeFile(file.source, file.size, decode, (error) => {
          decided[index] = error ? fates.failed : isRefused ? fates.refused : fates.landed
          resolve()
        })
      })
    }),
  )
  return { batch, fates: decided }
}

function decodeFile(
  { name, size, isTooLarge, stations }: ReadFile,
  content: Uint8Array,
  context: StationFileContext,
): DecodedReading[] {
  const refused = (reason: 'payload_too_large' | 'undecodable', detail: string): DecodedReading[] => [
    { station: null, rejections: [{ scope: 'payload', reason, detail, station: null, raw: content }] },
  ]
  if (isTooLarge) return refused('payload_too_large', `${name}: ${size} bytes`)
  try {
    return decodeStationFile(name, content, stations ? { ...context, allowed: new Set(stations) } : context)
  } catch (error) {
    return refused('undecodable', `${name}: ${error instanceof Error ? error.message : ''}`)
  }
}
