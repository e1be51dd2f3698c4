import type { Reading } from '@city/domain/reading/reading.ts'
import type { Flag } from '@city/domain/quality/flag.ts'
import type { JudgedPiece } from './judgeStation.ts'

/** The newest reading with the flags that were found; undefined when they are what it has, or it is not among them. */
export function withFlags(newest: Reading, { stored, columns }: JudgedPiece): Reading | undefined {
  const place = stored.times.lastIndexOf(newest.time)
  if (place < 0) return undefined
  const flags = { ...newest.flags }
  let isChanged = false
  for (const { parameter, row, flag } of columns) {
    const at = parameter in newest.values ? row.indexOf(place) : -1
    if (at < 0 || (flags[parameter] ?? 1) === flag[at]) continue
    isChanged = true
    if (flag[at] === 1) delete flags[parameter]
    else flags[parameter] = flag[at] as Flag
  }
  return isChanged ? { ...newest, flags } : undefined
}
