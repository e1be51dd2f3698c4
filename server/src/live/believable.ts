import type { CityProfile } from '@city/domain/profile/cityProfile.ts'
import type { LiveKind } from '@city/domain/live/topics.ts'
import { timeOf, type LiveItems } from '../latest.ts'

/** How far ahead of this clock another machine's clock may be, ms. */
const aheadMs = 10 * 60_000

/** Says whether an item that came over the broker may enter the picture. */
export type Believable = (kind: LiveKind, item: LiveItems[LiveKind]) => boolean

/** A broker that lets others write below the live topics could poison the picture: an item of the far future would keep
 *  true ones out until the next start. So only stations (in their own domain) and cameras of the profile are believed,
 *  and no moment more than ten minutes ahead. */
export function believableBy(profile: CityProfile, clock: () => number): Believable {
  return (_kind, item) => {
    if (timeOf(item) > clock() + aheadMs) return false
    if ('station' in item) {
      const station = profile.stations.get(item.station)
      return station !== undefined && (!('domain' in item) || item.domain === station.domain)
    }
    return 'code' in item || profile.cameras.has(item.id)
  }
}
