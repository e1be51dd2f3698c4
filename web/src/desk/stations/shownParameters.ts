import { parametersOf } from '@city/domain/station/parameter.ts'
import type { LiveStation } from '../../live/liveStore.ts'

export type ShownParameter = Pick<LiveStation['parameters'][number], 'id' | 'unit' | 'name' | 'decimals'>

/** What the registry says a station reports, then what its newest reading brings besides: nothing received is hidden. */
export function shownParameters({ domain, parameters, latest }: LiveStation): ShownParameter[] {
  const listed = new Set(parameters.map(({ id }) => id))
  const more = parametersOf(domain).filter(({ id }) => !listed.has(id) && latest?.values[id] !== undefined)
  return [...parameters, ...more]
}

/** One of them by its id; undefined when the station has no such parameter. */
export function shownParameter(station: LiveStation, id: string): ShownParameter | undefined {
  return shownParameters(station).find((one) => one.id === id)
}
