import { parseArgs } from 'node:util'
import { runTrial } from './trial.ts'
import { tableOf } from './table.ts'
import type { Verdict } from './trial.ts'

/* `npm run chaos -- --readings 1000000 --seed 1 --seeds 30 --events 12`: as many trials, one seed after the other, and the table. */

const { values: given } = parseArgs({
  options: {
    readings: { type: 'string', default: '1000000' },
    stations: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 1_000_000)) },
    seeds: { type: 'string', default: '1' },
    events: { type: 'string', default: '12' },
    rate: { type: 'string', default: '9000' },
    embedded: { type: 'boolean', default: false },
    'no-in-order': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
})
// Ending by a signal still ends what was started, through the handlers of `exit`.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const firstSeed = Number(given.seed)
const verdicts: Verdict[] = []
for (let seed = firstSeed; seed < firstSeed + Number(given.seeds); seed++) {
  console.log(`seed ${seed}`)
  const began = performance.now()
  const log = (line: string): void => {
    if (!given.quiet) console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}`)
  }
  const verdict = await runTrial({
    seed,
    readings: Number(given.readings),
    stations: Number(given.stations),
    events: Number(given.events),
    epochs: 4,
    rate: Number(given.rate),
    longestS: 20,
    isEmbedded: given.embedded,
    withInOrder: !given['no-in-order'],
    diskMegabytes: 512,
    log,
  })
  verdicts.push(verdict)
  for (const fault of verdict.faults) console.log(`  FAULT  ${fault}`)
  console.log(`seed ${seed}: ${verdict.faults.length === 0 ? 'passed' : 'FAILED'}\n`)
}
console.log(tableOf(verdicts))
process.exit(verdicts.every(({ faults }) => faults.length === 0) ? 0 : 1)
