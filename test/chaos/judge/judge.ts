import type { ChaosStation } from '../city.ts'
import type { Series } from '../influxSeries.ts'
import type { Plan } from '../plan/plan.ts'
import type { Books } from './books.ts'
import { expectedSeries, linesOf } from './expected.ts'

type ReadSeries = (station: ChaosStation) => Promise<Series>

/** Faults shown of one kind; the rest is counted. */
const shown = 5

/** What does not fit in the books: each line is a fault. Nothing: they balance to the message. */
export function judgeBooks(plan: Plan, books: Books): string[] {
  const faults: string[] = []
  const { sums } = books
  if (books.unbalanced.length > 0)
    faults.push(
      `${books.unbalanced.length} ledger rows do not balance: ${books.unbalanced.slice(0, 2).join(' ')}`,
    )
  if (sums.waiting !== 0 || books.journal !== 0)
    faults.push(`${sums.waiting} readings wait in the ledger, ${books.journal} in the journal`)
  const lessStored = differences(plan.distinct, books.storedByStation)
  if (lessStored.length > 0) {
    const must = [...plan.distinct.values()].reduce((sum, one) => sum + one, 0)
    faults.push(
      `stored ${sums.stored}, must be ${must} (${sums.stored - must}); by station: ${list(lessStored)}`,
    )
  }
  if (sums.received < plan.sent) faults.push(`received ${sums.received} of ${plan.sent} that were sent`)
  const otherLetters = differences(plan.letters, books.letters)
  if (otherLetters.length > 0) faults.push(`dead letters: ${list(otherLetters)}`)
  if (books.letterArrivals !== sums.rejected)
    faults.push(`the letters count ${books.letterArrivals} arrivals, the ledger ${sums.rejected} rejected`)
  if (books.revisions !== plan.correctedValues)
    faults.push(`${books.revisions} revisions, ${plan.correctedValues} values were corrected`)
  const newest = new Map(
    plan.stations.map(({ id }) => {
      const times = plan.moments(id).filter(({ history }) => history.length > 0)
      return [id, times.reduce((latest, { time }) => Math.max(latest, time), 0)]
    }),
  )
  const otherLatest = differences(newest, books.latest)
  if (otherLatest.length > 0) faults.push(`latest reading: ${list(otherLatest)}`)
  return faults
}

/** What differs between the series and what must be there, value by value. */
export async function judgeSeries(plan: Plan, read: ReadSeries, readInOrder?: ReadSeries): Promise<string[]> {
  const wrong: string[] = []
  const unlike: string[] = []
  for (const station of plan.stations) {
    const must = linesOf(expectedSeries(plan.moments(station.id)))
    const is = linesOf(await read(station))
    wrong.push(...unlikeLines(station.id, must, is))
    if (readInOrder) unlike.push(...unlikeLines(station.id, linesOf(await readInOrder(station)), is))
  }
  return [
    ...(wrong.length > 0 ? [`${wrong.length} points are not what was sent: ${list(wrong)}`] : []),
    ...(unlike.length > 0 ? [`${unlike.length} points are not as in the run in order: ${list(unlike)}`] : []),
  ]
}

function unlikeLines(station: string, must: readonly string[], is: readonly string[]): string[] {
  if (must.join('\n') === is.join('\n')) return []
  const timeOf = (line: string): string => line.slice(0, line.indexOf(' '))
  const found = new Map(is.map((line) => [timeOf(line), line]))
  const wanted = new Set(must.map(timeOf))
  const faults: string[] = []
  for (const line of must) {
    const other = found.get(timeOf(line))
    if (other !== line) faults.push(`${station}: ${line} ≠ ${other ?? 'nothing'}`)
  }
  for (const line of is) if (!wanted.has(timeOf(line))) faults.push(`${station}: nothing ≠ ${line}`)
  return faults
}

function differences(must: ReadonlyMap<string, number>, is: ReadonlyMap<string, number>): string[] {
  const keys = new Set([...must.keys(), ...is.keys()])
  return [...keys].flatMap((key) => {
    const [wanted, found] = [must.get(key) ?? 0, is.get(key) ?? 0]
    return wanted === found ? [] : [`${key} ${found} instead of ${wanted}`]
  })
}

function list(faults: readonly string[]): string {
  const more = faults.length - shown
  return faults.slice(0, shown).join('; ') + (more > 0 ? `; and ${more} more` : '')
}
