import type { FloodList, FloodRisk } from '@city/domain/api/flood.ts'
import { depthClassOf, floodHiddenMs, floodStaleMs, type DepthClass } from '@city/domain/flood/depthClass.ts'
import { floodedSince, floodEndedAt, floodStateOf, stateWithRisk } from '@city/domain/flood/floodState.ts'
import { freshnessOf } from '@city/domain/station/freshness.ts'
import type { Station } from '@city/domain/station/station.ts'
import { utc } from '../http/cityTime.ts'
import type { BoardPoint } from './boardPoint.ts'
import { longestFloodMs } from './floodBoard.ts'

/** A flood point as the API tells it.
 *  @param newestAt time of its newest reading of any kind; undefined: that of its newest depth */
export function floodItem(
  { id, name, lat, lon, intervalS }: Station,
  point: BoardPoint,
  {
    table,
    risk,
    newestAt,
    now,
  }: { table: readonly DepthClass[]; risk: FloodRisk; newestAt: number | undefined; now: number },
): FloodList['items'][number] {
  const depths = point.depths(now - floodHiddenMs, now + 1)
  const last = depths.at(-1)
  const seenAt = newestAt ?? last?.time ?? null
  const depthClass = last && depthClassOf(last.cm, table)
  let since = floodedSince(depths, table)
  // A flooding that fills the usual look back is followed back further.
  if (since !== null && since === depths[0]?.time)
    since = floodedSince(point.depths(now - longestFloodMs, now + 1), table) ?? since
  return {
    station: id,
    name,
    lat,
    lon,
    depth_cm: last?.cm ?? null,
    class: depthClass?.class ?? null,
    class_name: depthClass?.name ?? null,
    passable: depthClass ? { motorbike: depthClass.motorbike, car: depthClass.car } : null,
    colour: depthClass?.colour ?? null,
    state: stateWithRisk(floodStateOf(depths, table), risk.level),
    since: utc(since),
    ended_at: utc(floodEndedAt(depths, table)),
    stale: last === undefined || now - last.time > floodStaleMs,
    as_of: utc(last?.time ?? seenAt),
    freshness: freshnessOf(seenAt, intervalS, now),
    risk,
  }
}
