import type { Revision } from '@city/domain/api/schemas.ts'

/** Corrections of one parameter by the point of a chart that shows them: the observation itself, or the window it is in.
 *  In each, the newest correction first, as they came.
 *  @param stepMs length of a window; 0 for raw readings */
export function revisedPoints(
  revisions: readonly Revision[],
  parameter: string,
  stepMs: number,
): Map<number, Revision[]> {
  const points = new Map<number, Revision[]>()
  for (const revision of revisions) {
    if (revision.parameter !== parameter) continue
    const time = Date.parse(revision.time)
    const at = stepMs > 0 ? Math.floor(time / stepMs) * stepMs : time
    const before = points.get(at)
    if (before) before.push(revision)
    else points.set(at, [revision])
  }
  return points
}
