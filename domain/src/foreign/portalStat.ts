import { rawWithoutPersonalData } from '../dossier/personalData.ts'
import { fileTimeReader } from '../time/fileTime.ts'
import { findParameter } from '../station/parameter.ts'
import type { Rejection } from '../reading/rejection.ts'
import { gatherBodies, type ForeignBody } from './foreignBody.ts'
import { valueIn } from './valueIn.ts'

export interface PortalRules {
  /** Our station of the site. */
  station: string
  /** Parameters for which 0 is a measured value; for all others the portal writes 0 where it has nothing. */
  zeroIsValue: readonly string[]
  /** Parameter → unit, where it is not the canonical one. */
  units: Readonly<Record<string, string>>
}

/** Times of the portal are of Hanoi and do not say so. */
const readTime = fileTimeReader('+07:00')

/** Decodes `/public/dailystat/{id}` of the city air portal (environment.md 4.7): for each parameter a list of
 *  `{time: "YYYY-MM-DD HH:mm", value: "35.2" | null}`, hourly or every 5 minutes, about 30 days.
 *  @returns readings oldest first, and one rejection for each name that holds a list but is no parameter of ours;
 *  undefined when the answer is nothing like it */
export function decodePortalStat(
  answer: unknown,
  { station, zeroIsValue, units }: PortalRules,
): { bodies: ForeignBody[]; rejections: Rejection[] } | undefined {
  if (!isRecord(answer)) return undefined
  const gathered = gatherBodies()
  const rejections: Rejection[] = []
  let lists = 0
  for (const [name, items] of Object.entries(answer)) {
    if (!Array.isArray(items)) continue
    lists++
    if (items.length === 0) continue
    const parameter = findParameter('air', name)
    if (!parameter) {
      const newest: unknown = items.at(-1) ?? null
      const raw = rawWithoutPersonalData({ [name]: [newest] }).slice(0, 1000)
      const detail = `${name}: ${items.length} values`
      rejections.push({ scope: 'value', reason: 'unknown_parameter', detail, station, domain: 'air', raw })
      continue
    }
    const missing = zeroIsValue.includes(parameter.id) ? [] : [0]
    for (const item of items as unknown[]) {
      const { time, value } = isRecord(item) ? item : { time: undefined, value: item }
      const said = typeof time === 'string' || typeof time === 'number' ? String(time) : ''
      gathered.put(station, readTime(said) ?? said, name, valueIn(value, { missing }), units[parameter.id])
    }
  }
  if (lists === 0 && Object.keys(answer).length > 0) return undefined
  const bodies = gathered.bodies.toSorted((a, b) => orderOf(a) - orderOf(b))
  return { bodies, rejections }
}

function orderOf({ ts }: ForeignBody): number {
  return typeof ts === 'number' ? ts : Infinity
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
