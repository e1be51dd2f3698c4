import { megabytes, type Verdict } from './trial.ts'

const columns: readonly [string, (verdict: Verdict) => string][] = [
  ['seed', ({ seed }) => String(seed)],
  ['events', ({ events }) => String(events)],
  ['s', ({ durationS }) => durationS.toFixed(0)],
  ['sent', ({ sent }) => String(sent)],
  ['redelivered', ({ sums, sent }) => String(sums.received - sent)],
  ['stored', ({ sums }) => String(sums.stored)],
  ['duplicates', ({ sums }) => String(sums.duplicate)],
  ['rejected', ({ sums }) => String(sums.rejected)],
  ['letters', ({ letters }) => String(letters)],
  ['waiting, peak', ({ waitingPeak }) => String(waitingPeak)],
  ['RSS, peak MB', ({ peakRss }) => megabytes(peakRss)],
  [
    'full disk',
    ({ hadDisk, saidWhenFull }) => (hadDisk ? saidWhenFull.map(said).join(' ') || '–' : 'left out'),
  ],
  ['verdict', ({ faults }) => (faults.length === 0 ? 'passed' : 'FAILED')],
]

const said = (names: readonly string[]): string => (names.length > 0 ? names.join('+') : 'not felt')

/** The verdicts as a table in Markdown. `redelivered`: readings that came more often than the plan sends them. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(([name]) => name)),
    line(columns.map(() => '---')),
    ...verdicts.map((verdict) => line(columns.map(([, cell]) => cell(verdict)))),
  ].join('\n')
}
