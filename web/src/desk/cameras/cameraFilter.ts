import type { CameraItem } from '@city/domain/api/schemas.ts'
import { matchesText } from '../../domainView/foldText.ts'

export const cameraStates = ['offline', 'unknown', 'planned_off', 'online'] as const
export type CameraState = (typeof cameraStates)[number]
export const cameraSorts = ['state', 'name', 'since'] as const
export type CameraSort = (typeof cameraSorts)[number]

export interface CameraFilter {
  text: string
  state: CameraState | null
  sort: CameraSort
}

/** Cameras that match, in order, and how many there are of each state before that filter.
 *  @param unitName the name of a unit's code, searched too */
export function selectCameras(
  cameras: readonly CameraItem[],
  filter: CameraFilter,
  unitName: (code: string | null) => string | undefined,
): { ids: string[]; ofState: Record<CameraState, number> } {
  const ofState = { offline: 0, unknown: 0, planned_off: 0, online: 0 }
  const matching = cameras.filter((camera) => {
    if (!matchesText(filter.text, camera.id, camera.name, unitName(camera.unit))) return false
    ofState[camera.state] += 1
    return filter.state === null || camera.state === filter.state
  })
  const collator = new Intl.Collator('vi', { numeric: true })
  const byName = (one: CameraItem, other: CameraItem) =>
    collator.compare(one.name, other.name) || collator.compare(one.id, other.id)
  const sinceOf = ({ since }: CameraItem) => (since === null ? 0 : Date.parse(since))
  matching.sort((one, other) => {
    if (filter.sort === 'name') return byName(one, other)
    if (filter.sort === 'since') return sinceOf(other) - sinceOf(one) || byName(one, other)
    const order = cameraStates.indexOf(one.state) - cameraStates.indexOf(other.state)
    return order || byName(one, other)
  })
  return { ids: matching.map(({ id }) => id), ofState }
}
