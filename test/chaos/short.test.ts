import { afterEach, expect, test } from 'vitest'
import { influxd } from '../services/influxd.ts'
import { mosquitto } from '../services/mosquitto.ts'
import { describeWith } from '../services/requireServices.ts'
import { tableOf } from './table.ts'
import { runTrial, type TrialSettings } from './trial.ts'

/* The chaos suite in short: every kind of fault once, seconds long. `npm run chaos` is the long form. */

const short: Omit<TrialSettings, 'seed' | 'events' | 'isEmbedded'> = {
  readings: 40_000,
  stations: 200,
  epochs: 2,
  rate: 4000,
  longestS: 3,
  // Half a minute passes until a half-open connection is noticed.
  without: ['half-open'],
  withInOrder: true,
  diskMegabytes: 128,
  log: (line) => void said.push(line),
}
let said: string[] = []
afterEach((context) => {
  // How it came to that is only of interest when it went wrong.
  if (context.task.result?.state === 'fail') console.log(said.join('\n'))
  said = []
})

describeWith(mosquitto, influxd)('mosquitto and InfluxDB', () => {
  test('every reading is stored once, whatever fails: 40,000 readings, 8 faults', async () => {
    const verdict = await runTrial({ ...short, seed: 1, events: 8, isEmbedded: false })
    console.log(tableOf([verdict]))
    expect(verdict.faults).toEqual([])
  }, 180_000)
})

test('every reading is stored once with the embedded broker and store: 40,000 readings, 4 faults', async () => {
  const verdict = await runTrial({ ...short, seed: 2, events: 4, isEmbedded: true })
  console.log(tableOf([verdict]))
  expect(verdict.faults).toEqual([])
}, 180_000)
