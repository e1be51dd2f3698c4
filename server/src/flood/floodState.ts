import { depthClassOf } from '@city/domain/flood/depthClass.ts'

/** One usable depth of a flood point. `time`: ms since 1970 UTC. */
export interface Depth {
  time: number
  cm: number
}

/** Codes of environment.md 6.4. */
export type FloodState = 'binh_thuong' | 'dang_ngap' | 'dang_rut' | 'da_rut' | 'khong_du_lieu'

/** Water that fell by this much below its highest of the last half hour is receding; less is noise of a level sensor. */
const recedingCm = 3
const recentMs = 30 * 60_000

const isFlooded = ({ cm }: Depth) => depthClassOf(cm).class > 0

/** What a point is doing now, judged by its depths of the last hours in order of time.
 *  @returns `khong_du_lieu` without any; `da_rut` when it was flooded within these depths and is not any more */
export function floodStateOf(depths: readonly Depth[]): FloodState {
  const last = depths.at(-1)
  if (!last) return 'khong_du_lieu'
  if (!isFlooded(last)) return depths.some(isFlooded) ? 'da_rut' : 'binh_thuong'
  const recent = depths.filter(({ time }) => time >= last.time - recentMs)
  const highest = Math.max(...recent.map(({ cm }) => cm))
  return highest - last.cm >= recedingCm ? 'dang_rut' : 'dang_ngap'
}

/** Start of the flooding that the last depth belongs to, or null when it is not flooded. */
export function floodedSince(depths: readonly Depth[]): number | null {
  let since: number | null = null
  for (let i = depths.length - 1; i >= 0; i--) {
    const depth = depths[i]!
    if (!isFlooded(depth)) break
    since = depth.time
  }
  return since
}
