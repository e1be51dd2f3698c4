import {
  blockedSpells,
  rainySeason,
  usualBlocked,
  type BlockedSpell,
} from '../../src/quality/blockedGauge.ts'
import { dayMs } from '../../src/time/hanoiTime.ts'
import { randomOf } from './random.ts'
import { block, daysAround, rainySeasonOf, type SimulatedGauge } from './rainySeasons.ts'

export const blockedAmounts = { seasons: 40, gauges: 25, blocked: 4 }

const lengths = [
  [15, 29],
  [30, 44],
  [45, 90],
] as const
const years = [
  ['usual years', 1],
  ['very dry years, a third of the rain', 0.33],
] as const

/** What is found of injected blocked gauges, and what is said of sound ones, as tables. */
export function measureBlocked(seed: number): string {
  const rows: string[] = []
  const falseRows: string[] = []
  for (const [name, wetness] of years) {
    const random = randomOf(seed)
    const found = lengths.map(() => ({ faults: 0, found: 0, days: 0, flagged: 0, after: [] as number[] }))
    const sound = { days: 0, flagged: 0, spells: 0, seasons: 0 }
    for (let season = 0; season < blockedAmounts.seasons; season++) {
      const span = rainySeason(2000 + season, usualBlocked.months)
      const all = rainySeasonOf(random, 2000 + season, blockedAmounts.gauges, wetness)
      for (const [at, gauge] of all.entries()) {
        if (at >= blockedAmounts.blocked) continue
        const kind = Math.floor(random() * lengths.length)
        const [least, most] = lengths[kind]!
        const days = least + Math.floor(random() * (most - least + 1))
        const room = (span.to - span.from) / dayMs - days
        const from = span.from + Math.floor(random() * room) * dayMs
        const to = from + days * dayMs
        block(gauge, from, to)
        gauge.days = new Map(gauge.days)
        const one = found[kind]!
        one.faults++
        one.days += days
        Object.assign(gauge, { blocked: { from, to, kind } })
      }
      for (const gauge of all) {
        const spells = spellsOf(gauge, all, span)
        const { blocked } = gauge as SimulatedGauge & { blocked?: { from: number; to: number; kind: number } }
        const isIn = (day: number): boolean =>
          blocked !== undefined && day >= blocked.from && day < blocked.to
        let rightly = 0
        for (let day = span.from; day < span.to; day += dayMs) {
          const isFlagged = spells.some(({ from, to }) => day >= from && day < to)
          if (isIn(day)) rightly += Number(isFlagged)
          else {
            sound.days++
            sound.flagged += Number(isFlagged)
          }
        }
        if (!blocked) {
          sound.seasons++
          sound.spells += spells.length
        } else if (rightly > 0) {
          const one = found[blocked.kind]!
          one.found++
          one.flagged += rightly
          one.after.push(knownAfter(gauge, all, { ...blocked, seasonFrom: span.from }))
        }
      }
    }
    for (const [at, [least, most]] of lengths.entries()) {
      const { faults, found: seen, days, flagged, after } = found[at]!
      const median = after.toSorted((a, b) => a - b)[after.length >> 1]
      rows.push(
        `| ${name} | ${least} to ${most} days | ${faults} | ${percent(seen / faults)} | ${percent(flagged / days)} | ${median ?? '–'} |`,
      )
    }
    falseRows.push(
      `| ${name} | ${sound.spells} of ${sound.seasons} | ${sound.flagged} of ${sound.days} | ${percent(sound.flagged / sound.days)} |`,
    )
  }
  return [
    '| years | blocked for | gauges | found | of its days flagged | known after, days (median) |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '| years | sound gauges taken for blocked, of seasons | days flagged beside a fault | share |',
    '| --- | --- | --- | --- |',
    ...falseRows,
  ].join('\n')
}

function spellsOf(
  gauge: SimulatedGauge,
  all: readonly SimulatedGauge[],
  span: { from: number; to: number },
): BlockedSpell[] {
  return blockedSpells(gauge.days, daysAround(gauge, all, usualBlocked.km), span, usualBlocked)
}

/** Days from the first blocked one until the look at the end of a day finds it. */
function knownAfter(
  gauge: SimulatedGauge,
  all: readonly SimulatedGauge[],
  { from, to, seasonFrom }: { from: number; to: number; seasonFrom: number },
): number {
  let end = from + dayMs
  while (end < to && !spellsOf(gauge, all, { from: seasonFrom, to: end }).some((one) => one.to > from))
    end += dayMs
  return (end - from) / dayMs
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
