import { flag } from '../../src/quality/flag.ts'
import { judgedValues, type JudgedValue } from '../../src/quality/judgedValues.ts'
import { judgeSpan } from '../../src/quality/judgeSpan.ts'
import { columnsOf } from '../../src/quality/stationColumns.ts'
import { noChanges, stationLimits } from '../../src/quality/stationLimits.ts'
import { unpackTests } from '../../src/quality/tests.ts'
import { faultKinds, faultWords, withFaults } from './faults.ts'
import { airDays, waterDays, type CleanSeries } from './realisticDays.ts'

/** Stations of each kind and days of each. */
export const amounts = { stations: 8, days: 30 }
const tests = ['range', 'step', 'spike', 'flat', 'cross'] as const

interface Score {
  faults: number
  found: number
  changed: number
  flagged: number
}

function judge({ domain, intervalMs }: CleanSeries, rows: CleanSeries['rows']): JudgedValue[] {
  const limits = stationLimits({ id: '', domain }, noChanges)
  const whole = { from: -Infinity, to: Infinity }
  const stored = columnsOf(rows)
  return judgedValues(stored.times, judgeSpan(stored, whole, { domain, intervalMs, limits }).columns)
}

/** Injects faults into realistic days and tells which of them the tests find, as two Markdown tables. The same text for
 *  the same seed. */
export function measureQuality(seed: number): string {
  const scores = new Map(
    faultKinds.map((kind) => [kind, { faults: 0, found: 0, changed: 0, flagged: 0 } as Score]),
  )
  const byTest = new Map(tests.map((test) => [test, { right: 0, falsely: 0 }]))
  const finds = new Map(faultKinds.map((kind) => [kind, new Map<string, number>()]))
  let [clean, alarms] = [0, 0]
  for (let station = 0; station < amounts.stations * 2; station++) {
    const days = (station % 2 === 0 ? airDays : waterDays)(seed + station, amounts.days)
    const { rows, faults } = withFaults(days, seed + 10_000 + station)
    const faulty = new Map(faults.flatMap((fault) => [...fault.changed].map((key) => [key, fault] as const)))
    for (const one of judge(days, days.rows)) {
      clean++
      if (one.flag < flag.suspect) continue
      alarms++
      const outcomes = unpackTests(one.tests)
      for (const test of tests) if (outcomes[test] >= flag.suspect) byTest.get(test)!.falsely++
    }
    const found = new Set<unknown>()
    for (const one of judge(days, rows)) {
      const fault = faulty.get(`${one.time} ${one.parameter}`)
      if (!fault || one.flag < flag.suspect) continue
      const score = scores.get(fault.kind)!
      score.flagged++
      const outcomes = unpackTests(one.tests)
      for (const test of tests) {
        if (outcomes[test] < flag.suspect) continue
        byTest.get(test)!.right++
        if (!found.has(fault)) finds.get(fault.kind)!.set(test, (finds.get(fault.kind)!.get(test) ?? 0) + 1)
      }
      if (!found.has(fault)) score.found++
      found.add(fault)
    }
    for (const { kind, changed } of faults) {
      scores.get(kind)!.faults++
      scores.get(kind)!.changed += changed.size
    }
  }
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`
  return [
    '| injected | what it is | faults | found | values changed | of these flagged | found first by |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...faultKinds.map((kind) => {
      const { faults, found, changed, flagged } = scores.get(kind)!
      const first = [...finds.get(kind)!]
        .toSorted((a, b) => b[1] - a[1])
        .map(([test, count]) => `${test} ${count}`)
      return `| ${kind} | ${faultWords[kind]} | ${faults} | ${percent(found, faults)} | ${changed} | ${percent(flagged, changed)} | ${first.join(', ') || '–'} |`
    }),
    '',
    '| test | values rightly flagged | false alarms on clean days | per 100,000 clean values |',
    '| --- | --- | --- | --- |',
    ...tests.map((test) => {
      const { right, falsely } = byTest.get(test)!
      return `| ${test} | ${right} | ${falsely} | ${((100_000 * falsely) / clean).toFixed(1)} |`
    }),
    `| all | | ${alarms} of ${clean} | ${((100_000 * alarms) / clean).toFixed(1)} |`,
  ].join('\n')
}
