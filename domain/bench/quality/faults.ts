import type { CleanSeries } from './realisticDays.ts'
import { randomOf } from './random.ts'

/** One injected fault and the values that it changed, as `time parameter`. */
export interface InjectedFault {
  kind: FaultKind
  changed: Set<string>
}

export const faultKinds = ['spike', 'step', 'stuck', 'drift', 'unit', 'time'] as const
export type FaultKind = (typeof faultKinds)[number]

/** What each kind is, for the table of results. */
export const faultWords: Readonly<Record<FaultKind, string>> = {
  spike: 'one value off by 0.5 to 4 of the spike limit beyond it',
  step: 'six values in a row off by 1 to 6 times the suspect step',
  stuck: 'the value of one moment repeated for 20 to 120 readings',
  drift: 'a slow rise of up to half of the value (at least three spike limits) within a day',
  unit: 'gas in ppb, carbon monoxide in mg/m³, nutrient in µg/L for 3 hours',
  time: 'an hour of readings labelled six hours too early, over what is there',
}

/** Spike limit and suspect step of environment.md 7.3, written here again: the amounts must not follow the code. */
const sizes: Readonly<Record<string, { spike: number; step: number }>> = {
  pm25: { spike: 80, step: 100 },
  pm10: { spike: 150, step: 200 },
  no2: { spike: 80, step: 100 },
  so2: { spike: 100, step: 150 },
  o3: { spike: 60, step: 80 },
  co: { spike: 4000, step: 5000 },
  temp: { spike: 2, step: 2 },
  rh: { spike: 10, step: 15 },
  ph: { spike: 0.4, step: 0.5 },
  do: { spike: 1.5, step: 2 },
  ec: { spike: 40, step: 50 },
  turbidity: { spike: 60, step: 100 },
  nh4n: { spike: 1, step: 1 },
  no3n: { spike: 3, step: 3 },
  chla: { spike: 50, step: 60 },
}

/** ppb of what is µg/m³ at 25 °C (environment.md 1.10), mg/m³ of µg/m³, µg/L of mg/L. */
const slips: Readonly<Record<string, number>> = {
  no2: 1 / 1.88,
  so2: 1 / 2.62,
  o3: 1 / 1.96,
  co: 1 / 1000,
  nh4n: 1000,
  no3n: 1000,
}

/** The series with faults in it, one every few hours, none near another. */
export function withFaults(
  clean: CleanSeries,
  seed: number,
): { rows: CleanSeries['rows']; faults: InjectedFault[] } {
  const random = randomOf(seed)
  const rows = clean.rows.map(({ time, fields }) => ({ time, fields: { ...fields } }))
  const faults: InjectedFault[] = []
  const names = Object.keys(rows[0]?.fields ?? {}).filter((name) => name in sizes)
  const water = clean.domain === 'water'
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  /** Readings between two faults: longer than any test looks around, stuck values apart. */
  const apart = 60
  for (let at = apart; at + 300 < rows.length;) {
    const kind = pick(faultKinds)
    const name = kind === 'unit' ? pick(names.filter((one) => one in slips)) : pick(names)
    const size = sizes[name]!
    const changed = new Set<string>()
    const change = (row: number, value: number): void => {
      rows[row]!.fields[name] = value
      changed.add(`${rows[row]!.time} ${name}`)
    }
    const valueAt = (row: number): number => rows[row]!.fields[name]!
    let length = 1
    if (kind === 'spike') change(at, valueAt(at) + size.spike * (1.5 + 3.5 * random()))
    else if (kind === 'step') {
      length = 6
      const by = size.step * (1 + 5 * random())
      for (let row = at; row < at + length; row++) change(row, valueAt(row) + by)
    } else if (kind === 'stuck') {
      length = 20 + Math.floor(100 * random())
      const value = valueAt(at)
      for (let row = at + 1; row < at + length; row++) change(row, value)
    } else if (kind === 'drift') {
      length = water ? 144 : 288
      const by = Math.max(size.spike * 3, valueAt(at) / 2)
      for (let row = at + 1; row < at + length; row++) change(row, valueAt(row) + (by * (row - at)) / length)
    } else if (kind === 'unit') {
      length = water ? 18 : 36
      for (let row = at; row < at + length; row++) change(row, valueAt(row) * slips[name]!)
    } else {
      length = water ? 6 : 12
      const shift = 6 * length
      // All parameters of the station carry the wrong time.
      for (let row = at; row < at + length; row++) {
        const from = clean.rows[row + shift]!
        rows[row]!.fields = { ...from.fields }
        for (const one of names) changed.add(`${rows[row]!.time} ${one}`)
      }
    }
    faults.push({ kind, changed })
    at += length + apart + Math.floor(random() * apart)
  }
  return { rows, faults }
}
