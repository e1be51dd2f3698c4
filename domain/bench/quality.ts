import { blockedAmounts, measureBlocked } from './quality/blocked.ts'
import { amounts, measureQuality } from './quality/measure.ts'

/* What quality control finds of injected faults, and what it flags for nothing:
 *   node domain/bench/quality.ts [seed]     default 1; the tables of docs/quality.md are those of seed 1 */

const seed = Number(process.argv[2] ?? 1)
process.stdout.write(
  `${amounts.stations} air and ${amounts.stations} lake stations, ${amounts.days} days each, seed ${seed}\n\n`,
)
process.stdout.write(`${measureQuality(seed)}\n`)
const { seasons, gauges, blocked } = blockedAmounts
process.stdout.write(`\n${seasons} rainy seasons of ${gauges} gauges, ${blocked} blocked in each\n\n`)
process.stdout.write(`${measureBlocked(seed)}\n`)
