import type { Camera } from '@city/domain/camera/camera.ts'
import { createSlots } from '../../ingest/src/cameras/slots.ts'
import { visitCamera } from '../../ingest/src/cameras/visitCamera.ts'
import type { VisitLimits } from '../../ingest/src/cameras/visitLimits.ts'

/** Bounds short enough for a test, long enough for a busy machine. */
export const testLimits: VisitLimits = { answerMs: 1_500, measureMs: 3_000, visitMs: 15_000 }

export function cameraAt(streamUrl: string, id = 'CAM-T'): Camera {
  return {
    id,
    name: id,
    lat: 21.03,
    lon: 105.85,
    unit: null,
    streamUrl,
    substreamUrl: null,
    kind: 'fixed',
    owner: '',
    public: true,
    plannedOff: false,
  }
}

/** One visit to an address, with places free. */
export function visit(streamUrl: string, limits: VisitLimits = testLimits) {
  const slots = { processes: createSlots(1), streams: createSlots(1) }
  return visitCamera(cameraAt(streamUrl), limits, slots, new AbortController().signal)
}
