import type { FloodState } from '../api/flood.ts'
import type { RainLevelCode } from '../api/rain.ts'
import { levelRank } from '../rain/rainLevel.ts'
import { depthClassOf, type DepthClass } from './depthClass.ts'

/** One usable depth of a flood point. `time`: ms since 1970 UTC. */
export interface Depth {
  time: number
  cm: number
}

/** Water that fell by this much below its highest of the last half hour is receding; less is noise of a level sensor. */
const recedingCm = 3
const recentMs = 30 * 60_000

const isFlooded = ({ cm }: Depth, table?: readonly DepthClass[]) => depthClassOf(cm, table).isFlooding

/** What a point is doing now, judged by its depths of the last hours in order of time (codes of environment.md 6.4).
 *  @returns `khong_du_lieu` without any; `da_rut` when it was flooded within these depths and is not any more */
export function floodStateOf(depths: readonly Depth[], table?: readonly DepthClass[]): FloodState {
  const last = depths.at(-1)
  if (!last) return 'khong_du_lieu'
  if (!isFlooded(last, table)) return depths.some((one) => isFlooded(one, table)) ? 'da_rut' : 'binh_thuong'
  const recent = depths.filter(({ time }) => time >= last.time - recentMs)
  const highest = Math.max(...recent.map(({ cm }) => cm))
  return highest - last.cm >= recedingCm ? 'dang_rut' : 'dang_ngap'
}

/** The state with what the rain says: a point that is dry, or of which nothing is known, is at risk where flooding is
 *  likely or worse. What was measured at the point comes first. */
export function stateWithRisk(state: FloodState, risk: RainLevelCode): FloodState {
  const isAtRisk = levelRank(risk) >= levelRank('likely')
  return isAtRisk && (state === 'binh_thuong' || state === 'khong_du_lieu') ? 'nguy_co' : state
}

/** Start of the flooding that the last depth belongs to, or null when it is not flooded. */
export function floodedSince(depths: readonly Depth[], table?: readonly DepthClass[]): number | null {
  let since: number | null = null
  for (const depth of depths.toReversed()) {
    if (!isFlooded(depth, table)) break
    since = depth.time
  }
  return since
}

/** When the last flooding within these depths ended: the first dry depth after it; null while flooded or without one. */
export function floodEndedAt(depths: readonly Depth[], table?: readonly DepthClass[]): number | null {
  const wet = depths.findLastIndex((one) => isFlooded(one, table))
  return wet === -1 ? null : (depths[wet + 1]?.time ?? null)
}
