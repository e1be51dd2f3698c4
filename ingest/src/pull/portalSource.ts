import type { PortalSettings } from '@city/domain/foreign/pullFile.ts'
import { decodePortalSites, type PortalSite } from '@city/domain/foreign/portalSites.ts'
import { decodePortalStat } from '@city/domain/foreign/portalStat.ts'
import type { Station } from '@city/domain/station/station.ts'
import { dayMs, hourMs } from '@city/domain/time/hanoiTime.ts'
import { askEach } from './askEach.ts'
import { PullFault } from './pullFault.ts'
import { commonOf, jsonOf, type PullDesk, type PullSource } from './pullSource.ts'

/** Answers reach back about 30 days (environment.md 4.7). */
const reachMs = 33 * dayMs
/** Further away a site and our station are hardly the same place; the registry is good to some 150 m. */
const samePlaceM = 1500
const sitesEveryMs = hourMs

/** The city air portal (environment.md 4.7), asked site by site. What the profile says is compared with the portal's own
 *  list of sites, whose index is not read: it goes on showing an old one for a frozen station. */
export function portalSource(
  settings: PortalSettings,
  headers: Readonly<Record<string, string>>,
  stations: ReadonlyMap<string, Station>,
): PullSource {
  const base = settings.url.replace(/\/+$/, '')
  const tails = new Map<string, number>()
  const told = new Set<string>()
  let sitesAt = -Infinity

  /** Values do not wait for the list of sites: that it cannot be read is a notice. */
  async function compareSites(desk: PullDesk): Promise<void> {
    if (desk.now() < sitesAt + sitesEveryMs) return
    sitesAt = desk.now()
    try {
      const answer = await desk.get(`${base}/api/site`)
      if (!answer) return
      const sites = decodePortalSites(await jsonOf(desk, answer))
      if (!sites) return await desk.refuse(answer, 'bad_shape', 'it is no list of sites')
      answer.kept()
      desk.notices(siteNotices(sites, settings.stations, stations))
    } catch (error) {
      if (!(error instanceof PullFault) || error.retryAfterMs !== undefined) throw error
      desk.notices([`/api/site: ${error.message}`])
    }
  }

  async function askSite(desk: PullDesk, site: string, station: string): Promise<void> {
    const answer = await desk.get(`${base}/public/dailystat/${encodeURIComponent(site)}`)
    if (!answer) return
    const rules = { station, zeroIsValue: settings.zero_is_value, units: settings.units }
    const decoded = decodePortalStat(await jsonOf(desk, answer), rules)
    if (!decoded) return desk.refuse(answer, 'bad_shape', 'no lists by parameter')
    const { bodies } = decoded
    const unknown = decoded.rejections.filter(({ detail }) => !told.has(`${site} ${detail.split(':')[0]}`))
    await desk.land(bodies, { size: answer.bytes.length, feed: site, rejections: unknown })
    for (const { detail } of unknown) told.add(`${site} ${detail.split(':')[0]}`)
    answer.kept()
    const tail = bodies.findLast(({ ts }) => typeof ts === 'number')?.ts
    if (typeof tail === 'number') tails.set(station, tail)
    else tails.delete(station)
  }

  return {
    name: 'portal',
    ...commonOf(settings),
    ...{ reachMs, headers },
    async poll(desk) {
      try {
        await compareSites(desk)
        await askEach(
          Object.entries(settings.stations).map(
            ([site, station]) => [`site ${site}`, () => askSite(desk, site, station)] as const,
          ),
        )
      } finally {
        const oldest = desk.now() - settings.frozen_after_h * hourMs
        desk.frozen(Object.values(settings.stations).filter((id) => (tails.get(id) ?? -Infinity) < oldest))
      }
    },
  }
}

/** What does not fit between the profile and the portal's own list. */
export function siteNotices(
  sites: readonly PortalSite[],
  mapped: Readonly<Record<string, string>>,
  stations: ReadonlyMap<string, Station>,
): string[] {
  const notices: string[] = []
  for (const { id, name, lat, lon } of sites) {
    const station = stations.get(mapped[id] ?? '')
    if (!station) notices.push(`site ${id} (${name}) is not in pull.yaml`)
    else {
      const away = distanceM(station, { lat, lon })
      if (away > samePlaceM)
        notices.push(`site ${id} (${name}) lies ${Math.round(away / 100) / 10} km from ${station.id}`)
    }
  }
  const listed = new Set(sites.map(({ id }) => id))
  for (const id of Object.keys(mapped)) if (!listed.has(id)) notices.push(`site ${id} is not listed any more`)
  return notices
}

const earthM = 6_371_000

function distanceM(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const radians = Math.PI / 180
  const north = (b.lat - a.lat) * radians
  const east = (b.lon - a.lon) * radians * Math.cos(((a.lat + b.lat) / 2) * radians)
  return earthM * Math.hypot(north, east)
}
