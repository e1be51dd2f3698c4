import { bytesWithoutPersonalData } from '../dossier/personalData.ts'
import type { DecodedReading } from './decodeReadings.ts'

/** Where a whole payload was turned away, its rejection keeps the bytes as they came in place of the text that was read
 *  from them, unless they name people. Anything else is given back as it is.
 *  @param payload what `decoded` was decoded from */
export function withRawBytes(decoded: DecodedReading[], payload: Uint8Array): DecodedReading[] {
  const [only] = decoded
  if (decoded.length !== 1 || only === undefined || only.reading) return decoded
  const raw = bytesWithoutPersonalData(payload)
  return [{ ...only, rejections: only.rejections.map((one) => ({ ...one, raw })) }]
}
