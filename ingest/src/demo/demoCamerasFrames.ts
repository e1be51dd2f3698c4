import { setImmediate } from 'node:timers/promises'
import type { CameraZone } from '@city/domain/camera/cameraZones.ts'
import { drawCrossing } from './scene/drawCrossing.ts'

/** A picture drawn for one client serves every other one that asks within this time. */
const keepMs = 10_000

export interface DemoFrames {
  /** The newest picture of a camera, at most `maxAgeMs` old. */
  frame(id: string, zone: CameraZone, maxAgeMs: number): Promise<Buffer>
}

/** Pictures on demand: nothing is drawn while nobody looks, and old pictures are forgotten. */
export function createDemoFrames(parts: {
  seed: number
  now: () => number
  rainMmH: (lat: number, lon: number, time: number) => number
}): DemoFrames {
  const { seed, now, rainMmH } = parts
  const kept = new Map<string, { at: number; jpeg: Buffer }>()

  function forgetOld(time: number): void {
    for (const [id, { at }] of kept) {
      if (time - at < keepMs) return
      kept.delete(id)
    }
  }

  return {
    async frame(id, zone, maxAgeMs) {
      // Drawing takes some 10 ms: between two pictures everything else gets its turn.
      await setImmediate()
      const time = now()
      const found = kept.get(id)
      if (found && time - found.at <= maxAgeMs) return found.jpeg
      const jpeg = drawCrossing(id, zone, seed, time, rainMmH(zone.lat, zone.lon, time))
      kept.delete(id)
      kept.set(id, { at: time, jpeg })
      forgetOld(time)
      return jpeg
    },
  }
}
