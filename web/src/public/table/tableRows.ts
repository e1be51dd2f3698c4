import type { CameraItem } from '@city/domain/api/schemas.ts'
import type { FloodRisk } from '@city/domain/api/flood.ts'
import type { Domain } from '@city/domain/station/station.ts'
import { lookOf } from '../../domainView/markerLook.ts'
import type { LiveStation } from '../../live/liveStore.ts'
import { distanceM, type Position } from '../model/distance.ts'
import { riskLevelOf } from '../../domainView/riskLevel.ts'
import type { FloodRisks } from '../model/floodRisks.ts'
import { foldText } from '../../domainView/foldText.ts'
import type { Language } from '../../i18n/languages.ts'

export type TableOrder = 'worst' | 'near'

export interface StationRow {
  station: LiveStation
  distanceM: number
  /** Of a flood point; null when nobody knows it, undefined while it is on its way and for other stations. */
  risk: FloodRisk | null | undefined
}
export interface CameraRow {
  camera: CameraItem
  distanceM: number
}

/** Stations of a domain for the table. `worst`: highest level first, then highest value (for the lake, where low
 *  oxygen is bad, the lowest first); old and silent ones last, because nobody knows how they are now. Flood points that may
 *  flood come after those measured as flooded, worst first, heard or not. */
export function stationRows(
  stations: readonly LiveStation[],
  ask: {
    domain: Domain
    typed: string
    language: Language
    order: TableOrder
    place: Position
    now: number
    risks?: FloodRisks | null | undefined
  },
): StationRow[] {
  const asked = foldText(ask.typed)
  const sign = ask.domain === 'water' ? -1 : 1
  return stations
    .filter((one) => one.domain === ask.domain && foldText(one.name[ask.language]).includes(asked))
    .map((station) => {
      const risk =
        ask.domain === 'flood' && ask.risks !== undefined ? (ask.risks?.get(station.id) ?? null) : undefined
      return { station, risk, distanceM: distanceM(ask.place, station), look: lookOf(station, ask.now) }
    })
    .toSorted((a, b) => {
      if (ask.order === 'near') return a.distanceM - b.distanceM
      const [aOld, bOld] = [isOld(a.look), isOld(b.look)]
      const byLevel = (bOld ? 0 : b.look.level) - (aOld ? 0 : a.look.level)
      const byRisk = dangerOf(b.risk) - dangerOf(a.risk)
      if (ask.domain === 'flood' && (byLevel || byRisk)) return byLevel || byRisk
      if (aOld !== bOld) return aOld ? 1 : -1
      return (
        b.look.level - a.look.level ||
        sign * ((b.look.value ?? 0) - (a.look.value ?? 0)) ||
        a.distanceM - b.distanceM
      )
    })
    .map(({ station, risk, distanceM: far }) => ({ station, risk, distanceM: far }))
}

/** An unknown risk moves nothing: like a depth that is not known it is no news. */
function dangerOf(risk: StationRow['risk']): number {
  return (risk && riskLevelOf(risk.level)) ?? 0
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
