import { hanoiHour, hourMs } from '../time/hanoiTime.ts'
import { chlaRises } from './chlaJump.ts'
import { doPercent } from './doSaturation.ts'
import { signConditions, signTexts, type Words } from './signTexts.ts'
import { newestSpell, type Sample, type Spell } from './spell.ts'
import type { SignCode, SignSettings } from './waterSettings.ts'

export interface LakeSign {
  code: SignCode
  role: 'sign' | 'accompanying'
  /** ms since 1970 UTC. */
  since: number
  at: number
  active: boolean
  text: Words
  condition: Words
  /** What was measured at its worst: canonical units, `do_saturation` in %. */
  values: Record<string, number>
}

/** What one station measured, usable values only (flags 1 and 2), in order of time. `moments`: means of ten minutes;
 *  `chlaHours`: hourly means of chlorophyll-a, reaching 48 hours further back than signs are shown. */
export interface LakeReadings {
  moments: readonly { time: number; values: Readonly<Record<string, number>> }[]
  chlaHours: readonly Sample[]
}

/** Hours that must be read back from now: of moments, so that a spell has its beginning, and of chlorophyll-a. */
export function signReach(settings: SignSettings): { momentsMs: number; chlaMs: number } {
  return { momentsMs: (settings.shown_h + 24) * hourMs, chlaMs: (settings.shown_h + 48) * hourMs }
}

/** The signs of one station that were seen in the hours that are shown (environment.md 7; conditions: signTexts.ts).
 *  - do_low_before_dawn: DO under 2 mg/L from midnight to 06:00 of Hanoi, when algae have breathed all night;
 *  - ph_high: pH above 9, when algae have taken the carbon dioxide;
 *  - chla_jump: chlorophyll-a of 3 hours at least 1.5 times, and 15 µg/L above, that of the 24 hours that ended
 *    a day before;
 *  - do_supersaturated: 150 % or more by day; listed beside another sign only. */
export function lakeSigns(
  { moments, chlaHours }: LakeReadings,
  now: number,
  settings: SignSettings,
): LakeSign[] {
  const rules = { gapMs: settings.spell_gap_min * 60_000, least: settings.least_readings }
  const shownFrom = now - settings.shown_h * hourMs
  const signs: LakeSign[] = []
  const add = (
    code: SignCode,
    spell: Spell | undefined,
    valuesOf: (met: readonly Sample[]) => Record<string, number>,
  ): void => {
    if (!spell || spell.at < shownFrom) return
    const values = valuesOf(spell.met)
    const role = code === 'do_supersaturated' ? 'accompanying' : 'sign'
    const { since, at } = spell
    // A station that fell silent says nothing about now.
    const active = spell.active && now - at <= rules.gapMs + hourMs
    const said = { condition: signConditions(code, settings), text: signTexts(code, { since, at, values }) }
    signs.push({ code, role, since, at, active, ...said, values })
  }
  const samplesOf = (parameter: string): Sample[] =>
    moments.flatMap(({ time, values }) => {
      const value = values[parameter]
      return value === undefined ? [] : [{ time, value }]
    })
  const percents = moments.flatMap(({ time, values }) => {
    const percent = percentOf(values)
    return percent === undefined ? [] : [{ time, value: percent }]
  })

  const oxygen = samplesOf('do')
  const isBeforeDawn = ({ time }: Sample) => isWithin(hanoiHour(time), settings.before_dawn)
  const isLow = (one: Sample) => one.value < settings.do_low_mg_l && isBeforeDawn(one)
  add('do_low_before_dawn', newestSpell(oxygen, isLow, rules), (met) => ({ do: lowestOf(met) }))
  add(
    'ph_high',
    newestSpell(samplesOf('ph'), ({ value }) => value > settings.ph_high, rules),
    (met) => ({ ph: highestOf(met) }),
  )

  const rises = chlaRises(chlaHours)
  const before = new Map(rises.map((one) => [one.time, one.before]))
  const jumps = ({ time, value }: Sample) => {
    const from = before.get(time)!
    return value >= from * settings.chla_ratio && value - from >= settings.chla_rise_ug_l
  }
  const chla = rises.map(({ time, now: value }) => ({ time, value }))
  // Hours: two in a row are an hour apart.
  add('chla_jump', newestSpell(chla, jumps, { ...rules, gapMs: Math.max(rules.gapMs, hourMs) }), (met) => {
    const top = met.reduce((best, one) => (one.value > best.value ? one : best))
    return { chla: top.value, chla_before: before.get(top.time)! }
  })

  const isDay = ({ time }: Sample) => isWithin(hanoiHour(time), settings.by_day)
  const isOver = (one: Sample) => one.value >= settings.do_supersaturated_percent && isDay(one)
  add('do_supersaturated', newestSpell(percents, isOver, rules), (met) => ({ do_saturation: highestOf(met) }))
  return signs.some(({ role }) => role === 'sign') ? signs : []
}

/** DO in % of saturation, from mg/L and temperature, else as the station reports it. */
export function percentOf(values: Readonly<Record<string, number | undefined>>): number | undefined {
  const { do: dissolved, temp, do_sat } = values
  return dissolved !== undefined && temp !== undefined ? doPercent(dissolved, temp) : do_sat
}

function isWithin(hour: number, [from, to]: readonly [number, number]): boolean {
  return hour >= from && hour < to
}

function lowestOf(samples: readonly Sample[]): number {
  return Math.min(...samples.map(({ value }) => value))
}

function highestOf(samples: readonly Sample[]): number {
  return Math.max(...samples.map(({ value }) => value))
}
