import type { WqiListItem } from '@city/domain/api/indexLists.ts'
import { waterQualityIndex } from '@city/domain/water/waterQualityIndex.ts'
import { wqiRulesOf, type WaterSettings } from '@city/domain/water/waterSettings.ts'
import { utc } from '../http/cityTime.ts'
import type { Span } from '../series/windowFigures.ts'
import { readWaterHours, type WaterParts } from './readWaterHours.ts'
import { classesOfSpan } from './spanClasses.ts'

/** A station in a list of indices: the same numbers as its own answer gives, without what explains them.
 *  Rejects with StoreAway. */
export async function readListedWqi(
  parts: WaterParts,
  kind: 'hour' | 'day',
  span: Span,
  settings: WaterSettings,
): Promise<WqiListItem> {
  const { station, now } = parts
  const { asked, rows } = await readWaterHours(parts, kind, span)
  const rules = wqiRulesOf(settings)
  const points = asked.map(({ time, means: { means }, change }) => {
    const { wqi, official, band } = waterQualityIndex(means, rules)
    const revised = change ? { at: utc(change.at), was: change.was } : null
    return { time: utc(time), wqi, official, band, revised }
  })
  const upToNow = { from: span.from, to: Math.min(span.to, now) }
  const classes = classesOfSpan(settings.bodies[station.id] ?? 'lake', rows, upToNow)
  if (!classes) return { station: station.id, points, classes: null }
  const { document, table, overall, deciding } = classes
  return { station: station.id, points, classes: { document, table, overall, deciding } }
}
