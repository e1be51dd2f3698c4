import type { CameraZone } from '@city/domain/camera/cameraZones.ts'
import { randomOf } from './random.ts'

export const width = 800
export const height = 450

/** How one camera stands: a pole beside a road that runs away from it. Metres on the ground: x to the right of the
 *  road's middle, z along it. */
export interface View {
  random: () => number
  /** Where the road vanishes, px. */
  vanishX: number
  horizonY: number
  /** Height of the camera above the road, m. */
  heightM: number
  lanesEachWay: number
  laneWidthM: number
  hasLake: boolean
  hasBridge: boolean
  hasWire: boolean
  /** Storeys of the houses along the road. */
  storeys: number
}

/** The same zone and seed always give the same view. */
export function viewOf(zone: CameraZone, seed: number): View {
  const random = randomOf(zone.id, seed)
  const wide = zone.kind === 'ring3' || zone.kind === 'radial' || zone.kind === 'bridgehead'
  return {
    vanishX: width * (0.42 + 0.16 * random()),
    horizonY: height * (0.3 + 0.06 * random()),
    heightM: 6.5 + 2 * random(),
    lanesEachWay: wide ? 3 : 2,
    laneWidthM: 3.4,
    hasLake: zone.kind === 'lake',
    hasBridge: zone.kind === 'bridgehead',
    hasWire: zone.kind === 'core' || zone.kind === 'ring1' || zone.kind === 'ring2',
    storeys: zone.kind === 'ring3' ? 9 : zone.kind === 'suburban' ? 3 : 5,
    random,
  }
}

/** Pixels per metre at distance z. */
export function scaleAt(z: number): number {
  return (height * 1.05) / z
}

/** Pixel of a point on the ground, `up` metres above it. */
export function project(view: View, x: number, z: number, up = 0): { x: number; y: number } {
  const scale = scaleAt(z)
  return { x: view.vanishX + x * scale, y: view.horizonY + (view.heightM - up) * scale }
}

/** Half the width of the road, m. */
export function halfRoadM(view: View): number {
  return view.lanesEachWay * view.laneWidthM + 0.6
}
