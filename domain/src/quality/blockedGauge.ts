import { dayMs, hanoiOffsetMs } from '../time/hanoiTime.ts'

/** When a rain gauge is taken for blocked: 0 mm for `days` days within the rainy months while neighbours measured more than
 *  `mm` (environment.md 7.3, row rain of 24 h, flat line; flag 3). Every number is a project default [P]. */
export interface BlockedSettings {
  days: number
  /** What a neighbour must have measured more than, over those days. */
  mm: number
  /** First and last month, 1–12; all days lie within the months of one year. */
  months: readonly [number, number]
  /** Neighbours are gauges within this distance. */
  km: number
  /** Share of the promised values that a gauge must have reported over those days, 0–1, to speak of dryness. */
  completeness: number
  /** Rain of a day at most neighbours from which the gauge is known to be blocked, mm: before it all were dry. */
  dayMm: number
}

export const usualBlocked: BlockedSettings = {
  days: 30,
  mm: 50,
  months: [5, 9],
  km: 10,
  completeness: 0.75,
  dayMm: 5,
}

/** Rain of one gauge on one day of Hanoi. `mm`: at least so much fell; `isWet`: anything but 0 was measured; `share`: of
 *  the promised values that were reported, 0–1. */
export interface GaugeDay {
  mm: number
  isWet: boolean
  share: number
}

/** By start of the day, ms since 1970 UTC; a day that is not there has no report. */
export type GaugeDays = ReadonlyMap<number, GaugeDay>

/** Days in which a gauge is taken for blocked. `from`: start of the first on which most neighbours had rain; `drySince`:
 *  start of the first day without rain; `to`: end of the last. `neighbours`: what they measured from `from` on, most first. */
export interface BlockedSpell {
  drySince: number
  from: number
  to: number
  neighbours: { station: string; mm: number }[]
}

/** Start of the first and end of the last day of the rainy months that a year of Hanoi has. */
export function rainySeason(year: number, [first, last]: BlockedSettings['months']) {
  return { from: Date.UTC(year, first - 1) - hanoiOffsetMs, to: Date.UTC(year, last) - hanoiOffsetMs }
}

/** The spells of one gauge in a span of ended days within one season. A function of the days alone: late rain of the gauge
 *  or of a neighbour makes, moves or ends a spell, whenever it arrives. Neighbours must agree: more of them with the rain
 *  than without; those that reported too little to know are not asked.
 *  @param span start of its first day to the end of its last */
export function blockedSpells(
  own: GaugeDays,
  around: ReadonlyMap<string, GaugeDays>,
  span: { from: number; to: number },
  settings: BlockedSettings,
): BlockedSpell[] {
  const { days, completeness } = settings
  const lengthMs = days * dayMs
  const spells: BlockedSpell[] = []
  let dryFrom = span.from
  let found: { from: number; to: number } | undefined
  const end = (): void => {
    if (found) spells.push(spellOf(found, around, settings))
    found = undefined
  }
  for (let day = span.from; day < span.to; day += dayMs) {
    const said = own.get(day)
    if (said?.isWet) end()
    // A dry stretch begins with a report.
    if (said?.isWet || (!said && dryFrom === day)) dryFrom = day + dayMs
    const window = { from: day + dayMs - lengthMs, to: day + dayMs }
    if (!said || window.from < dryFrom) continue
    // What is blocked stays so until it measures rain again, however dry it gets around it.
    if (found) found.to = window.to
    else if (sumOf(own, window).share >= completeness * days && haveRain(around, window, settings))
      found = { from: dryFrom, to: window.to }
  }
  end()
  return spells
}

interface Span {
  from: number
  to: number
}

function sumOf(days: GaugeDays, { from, to }: Span): { mm: number; share: number } {
  let [mm, share] = [0, 0]
  for (let day = from; day < to; day += dayMs) {
    const one = days.get(day)
    if (!one) continue
    mm += one.mm
    share += one.share
  }
  return { mm, share }
}

/** Whether more neighbours had the rain than were heard and had it not. A sum with gaps is a lower bound: it may say yes,
 *  never no. */
function haveRain(around: ReadonlyMap<string, GaugeDays>, window: Span, settings: BlockedSettings): boolean {
  let balance = 0
  for (const days of around.values()) {
    const { mm, share } = sumOf(days, window)
    if (mm > settings.mm) balance++
    else if (share >= settings.completeness * settings.days) balance--
  }
  return balance > 0
}

function spellOf(
  { from: drySince, to }: Span,
  around: ReadonlyMap<string, GaugeDays>,
  { dayMm, completeness }: BlockedSettings,
): BlockedSpell {
  let from = drySince
  const rained = (day: number): boolean => {
    let balance = 0
    for (const days of around.values()) {
      const one = days.get(day)
      if (one && one.mm >= dayMm) balance++
      else if (one && one.share >= completeness) balance--
    }
    return balance > 0
  }
  while (from < to && !rained(from)) from += dayMs
  if (from === to) from = drySince
  const neighbours = [...around]
    .map(([station, days]) => ({ station, mm: Math.round(sumOf(days, { from, to }).mm * 10) / 10 }))
    .toSorted((a, b) => b.mm - a.mm || (a.station < b.station ? -1 : 1))
  return { drySince, from, to, neighbours }
}
