import { rawWithoutPersonalData } from '../dossier/personalData.ts'
import type { DecodedReading } from '../reading/decodeReadings.ts'
import type { RejectionReason } from '../reading/rejection.ts'

/** Something foreign that is rejected as a whole, with what it was as evidence. */
export function turnedAway(
  reason: RejectionReason,
  detail: string,
  station: string | null,
  content: unknown,
  scope: 'payload' | 'reading' = 'payload',
): DecodedReading {
  const raw = rawWithoutPersonalData(content)
  return { station, rejections: [{ scope, reason, detail, station, raw }] }
}
