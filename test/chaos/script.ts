import type { LineState } from '../services/tcpProxy.ts'
import { createRandom } from './random.ts'

/** What a fault befalls; two faults of one target never overlap. */
export type Target = 'ingest' | 'influxd' | 'mosquitto' | 'line to influxd' | 'line to broker' | 'disk'
export type Deed =
  | 'kill -9'
  | 'SIGSTOP'
  | 'full'
  | 'full, influxd away'
  | 'full, ingest killed'
  | 'half-open'
  | Exclude<LineState, 'open'>

export interface Fault {
  /** Begins when this share of the readings has been acknowledged. */
  at: number
  target: Target
  deed: Deed
  /** How long it lasts, ms. */
  ms: number
}

interface Kind {
  target: Target
  deeds: readonly Deed[]
  /** Shortest and longest duration, s. */
  lasts: readonly [number, number]
}

const kinds: readonly Kind[] = [
  { target: 'ingest', deeds: ['kill -9'], lasts: [0, 5] },
  { target: 'influxd', deeds: ['kill -9'], lasts: [0, 15] },
  { target: 'mosquitto', deeds: ['kill -9'], lasts: [0, 4] },
  { target: 'influxd', deeds: ['SIGSTOP'], lasts: [20, 20] },
  { target: 'ingest', deeds: ['SIGSTOP'], lasts: [20, 20] },
  { target: 'line to influxd', deeds: ['refused', 'silent', 'half-open', 'slow'], lasts: [2, 15] },
  { target: 'line to broker', deeds: ['refused', 'silent', 'half-open', 'slow'], lasts: [2, 10] },
  { target: 'disk', deeds: ['full', 'full, influxd away', 'full, ingest killed'], lasts: [5, 10] },
]

/** Everything that a fault keeps to itself while it lasts. */
export function befallen({ target, deed }: Fault): readonly Target[] {
  if (target !== 'disk') return [target]
  return deed === 'full, influxd away' ? ['disk', 'ingest', 'line to influxd'] : ['disk', 'ingest']
}

export interface ScriptSettings {
  seed: number
  events: number
  /** Targets that exist here. */
  targets: readonly Target[]
  /** Longest fault, s; shorter than 20 in the short form. */
  longestS: number
  /** Deeds that are left out, because they take longer than a short run has. */
  without?: readonly Deed[]
}

/** Which faults happen when, from a seed: every kind at least once when `events` allows, in random order, the rest drawn. */
export function writeScript({ seed, events, targets, longestS, without = [] }: ScriptSettings): Fault[] {
  const random = createRandom(seed ^ 0x5eed_c0de)
  const possible = kinds.filter(({ target }) => targets.includes(target))
  const chosen = random.shuffled(possible).slice(0, events)
  while (chosen.length < events) chosen.push(random.pick(possible))
  return random.shuffled(chosen).map(({ target, deeds, lasts: [least, most] }, index) => ({
    // Spread over the run with random distances, none in its first or last moments.
    at: 0.03 + ((index + random.next()) / events) * 0.93,
    target,
    deed: random.pick(deeds.filter((deed) => !without.includes(deed))),
    ms: Math.round(Math.min(longestS, random.between(least, most)) * 1000),
  }))
}

export const describeFault = ({ at, target, deed, ms }: Fault): string =>
  `${(100 * at).toFixed(0).padStart(3)} %  ${target}: ${deed}, ${(ms / 1000).toFixed(1)} s`
