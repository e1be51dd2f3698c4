import { z } from 'zod'

const number = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number)
const site = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  name: z.string().catch(''),
  latitude: number,
  // Misspelt by the portal.
  longtitude: number,
})

/** A site of the city air portal. Its `aqi` is not read: the list goes on showing an old one for a frozen station
 *  (environment.md 4.7). */
export interface PortalSite {
  id: string
  name: string
  lat: number
  lon: number
}

/** Decodes `/api/site`; a site that is not as the others is left out.
 *  @returns undefined when the answer is no list */
export function decodePortalSites(answer: unknown): PortalSite[] | undefined {
  if (!Array.isArray(answer)) return undefined
  return answer.flatMap((one) => {
    const { data } = site.safeParse(one)
    return data ? [{ id: data.id, name: data.name, lat: data.latitude, lon: data.longtitude }] : []
  })
}
