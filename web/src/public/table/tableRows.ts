import type { CameraItem } from '@city/domain/api/schemas.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { lookOf } from '../../domainView/markerLook.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { distanceM, type Position } from '../model/distance.ts'
import { foldText } from '../../domainView/foldText.ts'
import type { Language } from '../../i18n/languages.ts'

export type TableOrder = 'worst' | 'near'

export interface StationRow {
  station: LiveStation
  distanceM: number
}
export interface CameraRow {
  camera: CameraItem
  distanceM: number
}

/** Stations of a domain for the table. `worst`: highest level first, then highest value (for the lake, where low
 *  oxygen is bad, the lowest first); old and silent ones last, because nobody knows how they are now. */
export function stationRows(
  stations: readonly LiveStation[],
  ask: { domain: Domain; typed: string; language: Language; order: TableOrder; place: Position; now: number },
): StationRow[] {
  const asked = foldText(ask.typed)
  const sign = ask.domain === 'water' ? -1 : 1
  return stations
    .filter((one) => one.domain === ask.domain && foldText(one.name[ask.language]).includes(asked))
    .map((station) => ({ station, distanceM: distanceM(ask.place, station), look: lookOf(station, ask.now) }))
    .toSorted((a, b) => {
      if (ask.order === 'near') return a.distanceM - b.distanceM
      const [aOld, bOld] = [isOld(a.look), isOld(b.look)]
      if (aOld !== bOld) return aOld ? 1 : -1
      return (
        b.look.level - a.look.level ||
        sign * ((b.look.value ?? 0) - (a.look.value ?? 0)) ||
        a.distanceM - b.distanceM
      )
    })
    .map(({ station, distanceM: far }) => ({ station, distanceM: far }))
}

function isOld({ freshness, value }: ReturnType<typeof lookOf>): boolean {
  return value === null || freshness === 'stale' || freshness === 'silent'
}

const stateOrder: readonly CameraItem['state'][] = ['online', 'offline', 'planned_off', 'unknown']

/** Cameras for the table. `worst`: those with a picture first. */
export function cameraRows(
  cameras: readonly CameraItem[],
  ask: { typed: string; order: TableOrder; place: Position },
): CameraRow[] {
  const asked = foldText(ask.typed)
  return cameras
    .filter(({ name }) => foldText(name).includes(asked))
    .map((camera) => ({ camera, distanceM: distanceM(ask.place, camera) }))
    .toSorted((a, b) => {
      const byState = stateOrder.indexOf(a.camera.state) - stateOrder.indexOf(b.camera.state)
      return (ask.order === 'worst' && byState) || a.distanceM - b.distanceM
    })
}
