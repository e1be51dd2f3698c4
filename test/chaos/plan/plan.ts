import { chaosStations, cityId, type ChaosStation } from '../city.ts'
import { createRandom, type Random } from '../random.ts'
import { makePoison, poisonKinds, type Poison } from './poison.ts'
import { drawCorrection, drawValues, type Values } from './values.ts'

export interface PlanSettings {
  seed: number
  /** About so many readings are sent in all, copies and corrections included. */
  readings: number
  stations: number
  /** Parts of the run; what one part corrects, an earlier one has brought for good. */
  epochs: number
  /** When the run begins, ms since 1970; the city's readings end shortly before. */
  now: number
  /** Whether the store refuses a kind of reading (poison.ts). */
  storeRefuses: boolean
}

/** One payload on its way to the broker. `readings`: how many it holds, good or not. */
export interface Message {
  topic: string
  payload: string | Buffer
  readings: number
}

/** Everything that a station says about one moment, in the order in which it must count: parts, then corrections. */
export interface Moment {
  time: number
  history: Values[]
  /** Part of the run that first sends it; -1: none does. */
  epoch: number
  /** Part of the run that last corrected or repeated it. */
  touched: number
}

export interface Plan {
  readonly stations: readonly ChaosStation[]
  /** Messages of one part in the order of sending; ask for the parts in order, each once. */
  epoch(index: number): Message[]
  /** Moments of a station as planned so far, in no order. */
  moments(station: string): readonly Moment[]
  /** Distinct readings that must be stored, by station. */
  readonly distinct: ReadonlyMap<string, number>
  /** Distinct dead letters that must be there, by `letterKey`. */
  readonly letters: ReadonlyMap<string, number>
  /** Values of stored readings that are changed by a later one. */
  readonly correctedValues: number
  /** Readings sent, each as often as it is sent. */
  readonly sent: number
}

export const letterKey = (scope: string, reason: string, station: string | null): string =>
  `${scope} ${reason} ${station ?? '-'}`

const stepMs = 60_000
const jumpMs = 48 * 3_600_000
/** Shares of all readings, or of all messages. */
const shares = {
  new: 0.92,
  parts: 0.02,
  held: 0.01,
  slightlyLate: 0.09,
  late: 0.01,
  inArrays: 0.13,
  nearCopies: 0.02,
  farCopies: 0.01,
  corrections: 0.02,
  repeats: 0.01,
  longRepeats: 0.2,
  poison: 1 / 10_000,
} as const

interface Entry extends Message {
  /** When in its part it is sent, in moments from the part's beginning. */
  at: number
}
interface Body {
  at: number
  text: string
}

/** What 200 stations send in one run, from a seed: readings with parts, shuffles, late ones, copies, corrections, poison and
 *  a clock that jumps. The publisher makes it to send it, the judge to know what must come of it. */
export function createPlan(settings: PlanSettings): Plan {
  const random = createRandom(settings.seed)
  const stations = chaosStations(settings.stations)
  const perEpoch = Math.max(
    4,
    Math.round((settings.readings * shares.new) / stations.length / settings.epochs),
  )
  const start = settings.now - (perEpoch * settings.epochs + 3) * stepMs
  const tracks = stations.map((station) => ({
    station,
    moments: [] as Moment[],
    offset: random.whole(0, stepMs - 1),
    /** Moments that are sent in a later part than their own. */
    held: [] as { moment: Moment; epoch: number }[],
    jumps: [] as { from: number; to: number }[],
  }))
  type Track = (typeof tracks)[number]
  const distinct = new Map(stations.map(({ id }) => [id, 0]))
  const letters = new Map<string, number>()
  let correctedValues = 0
  let sent = 0
  let serial = 0

  for (let jump = 0; jump < Math.max(1, settings.readings / 250_000); jump++) {
    const from = random.whole(Math.floor((perEpoch * settings.epochs) / 2), perEpoch * settings.epochs - 2)
    random.pick(tracks).jumps.push({ from, to: from + random.whole(10, 60) })
  }
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1)

  /** Adds to what is known of a moment; gives the body that says so. */
  function say(track: Track, moment: Moment, values: Values, at: number): Body {
    moment.history.push(values)
    count(distinct, track.station.id)
    return { at, text: bodyText(random, moment.time, values) }
  }

  function publish(track: Track, moment: Moment, epoch: number, at: () => number): Body[] {
    moment.epoch = epoch
    const values = drawValues(random, track.station.domain, track.station.parameters)
    const names = Object.keys(values)
    if (names.length === 1 || !random.chance(shares.parts)) return [say(track, moment, values, at())]
    const cut = random.whole(1, names.length - 1)
    const part = (chosen: string[]): Values => Object.fromEntries(chosen.map((name) => [name, values[name]!]))
    return [names.slice(0, cut), names.slice(cut)].map((chosen) => say(track, moment, part(chosen), at()))
  }

  function newBodies(track: Track, epoch: number): Body[] {
    const bodies: Body[] = []
    for (let index = 0; index < perEpoch; index++) {
      const overall = epoch * perEpoch + index
      const time = start + overall * stepMs + track.offset
      const isAhead = track.jumps.some(({ from, to }) => overall >= from && overall < to)
      if (isAhead && time + jumpMs > settings.now + 3_600_000) {
        const values = drawValues(random, track.station.domain, track.station.parameters)
        bodies.push({ at: index, text: bodyText(random, time + jumpMs, values) })
        count(letters, letterKey('reading', 'future_time', track.station.id))
        continue
      }
      const moment: Moment = { time, history: [], epoch: -1, touched: -1 }
      track.moments.push(moment)
      if (epoch < settings.epochs - 1 && random.chance(shares.held))
        track.held.push({ moment, epoch: random.whole(epoch + 1, settings.epochs - 1) })
      else bodies.push(...publish(track, moment, epoch, () => shuffledPlace(random, index, perEpoch)))
    }
    for (const { moment } of track.held.filter((one) => one.epoch === epoch))
      bodies.push(...publish(track, moment, epoch, () => random.between(0, perEpoch)))
    return bodies
  }

  /** A moment of an earlier part that this part has not touched yet. */
  function settled(track: Track, epoch: number, index = random.whole(0, track.moments.length - 1)) {
    const moment = track.moments[index]
    if (!moment || moment.epoch < 0 || moment.epoch >= epoch || moment.touched === epoch) return undefined
    moment.touched = epoch
    return moment
  }

  function laterEntries(track: Track, epoch: number): Entry[] {
    const entries: Entry[] = []
    const repeat = (moment: Moment): string => bodyText(random, moment.time, moment.history.at(-1)!)
    for (let i = 0; i < perEpoch * shares.corrections; i++) {
      const moment = settled(track, epoch)
      if (!moment) continue
      const values = drawCorrection(random, track.station.domain, Object.assign({}, ...moment.history))
      correctedValues += Object.keys(values).length
      const { at, text } = say(track, moment, values, random.between(0, perEpoch))
      entries.push(entryOf(track.station, [text], at))
      if (random.chance(0.1)) entries.push(entryOf(track.station, [text], random.between(0, perEpoch)))
    }
    for (let i = 0; i < perEpoch * shares.repeats; i++) {
      const moment = settled(track, epoch)
      if (moment) entries.push(entryOf(track.station, [repeat(moment)], random.between(0, perEpoch)))
    }
    if (random.chance(shares.longRepeats)) {
      const first = random.whole(0, track.moments.length - 1)
      const moments = Array.from({ length: 60 }, (_, i) => settled(track, epoch, first + i))
      const texts = moments.flatMap((moment) => (moment ? [repeat(moment)] : []))
      if (texts.length > 0) entries.push(entryOf(track.station, texts, random.between(0, perEpoch)))
    }
    return entries
  }

  function poisonEntries(epoch: number): Entry[] {
    const kinds = poisonKinds(settings.storeRefuses)
    const total = Math.max(kinds, Math.round(settings.readings * shares.poison))
    const amount =
      Math.floor((total * (epoch + 1)) / settings.epochs) - Math.floor((total * epoch) / settings.epochs)
    return Array.from({ length: amount }, () => {
      serial++
      let moment: Moment | undefined
      let track: Track | undefined
      const poison: Poison = makePoison(serial % kinds, serial, (domain) => {
        const fitting = domain ? tracks.filter((one) => one.station.domain === domain) : tracks
        track = random.pick(fitting)
        const { station, offset } = track
        const index = random.whole(0, perEpoch - 1)
        // Between the station's own moments; the serial makes it this poison's alone.
        const time = start + (epoch * perEpoch + index) * stepMs + ((offset + 20_000 + serial) % stepMs)
        moment = { time, history: [], epoch, touched: epoch }
        return { station, time, goodValues: drawValues(random, station.domain, station.parameters) }
      })
      count(letters, letterKey(poison.scope, poison.reason, poison.station))
      if (poison.good && moment && track) {
        moment.history.push(poison.good.values)
        track.moments.push(moment)
        count(distinct, track.station.id)
      }
      const { topic, payload } = poison
      return { topic, payload, readings: 1, at: random.between(0, perEpoch) }
    })
  }

  return {
    stations,
    distinct,
    letters,
    get correctedValues() {
      return correctedValues
    },
    get sent() {
      return sent
    },
    moments: (station) => tracks.find((track) => track.station.id === station)?.moments ?? [],
    epoch(index) {
      const fresh = tracks.flatMap((track) => {
        // What repeats or corrects the past is drawn before the present joins it.
        const later = index > 0 ? laterEntries(track, index) : []
        return [...packed(random, track.station, newBodies(track, index)), ...later]
      })
      const copies = fresh.flatMap((entry) => {
        if (random.chance(shares.nearCopies)) return [{ ...entry, at: entry.at + random.between(0, 5) }]
        return random.chance(shares.farCopies) ? [{ ...entry, at: random.between(entry.at, perEpoch) }] : []
      })
      const all = [...fresh, ...copies, ...poisonEntries(index)].toSorted((a, b) => a.at - b.at)
      for (const { readings } of all) sent += readings
      return all.map(({ topic, payload, readings }) => ({ topic, payload, readings }))
    },
  }
}

function shuffledPlace(random: Random, index: number, length: number): number {
  if (random.chance(shares.late)) return random.between(0, length)
  return index + (random.chance(shares.slightlyLate) ? random.between(0, 30) : random.between(0, 1))
}

function bodyText(random: Random, time: number, values: Values): string {
  const ts = random.chance(0.5) ? time : new Date(time + 7 * 3_600_000).toISOString().replace('Z', '+07:00')
  return JSON.stringify(random.chance(0.2) ? { ts, seq: random.whole(1, 99_999), values } : { ts, values })
}

function entryOf(station: ChaosStation, texts: readonly string[], at: number): Entry {
  const topic = `${cityId}/v1/${station.domain}/${station.id}/data`
  return {
    at,
    topic,
    payload: texts.length === 1 ? texts[0]! : `[${texts.join(',')}]`,
    readings: texts.length,
  }
}

/** Most messages hold one reading, some what gathered for a while. */
function packed(random: Random, station: ChaosStation, bodies: Body[]): Entry[] {
  const inOrder = bodies.toSorted((a, b) => a.at - b.at)
  const entries: Entry[] = []
  while (inOrder.length > 0) {
    const taken = inOrder.splice(0, random.chance(shares.inArrays) ? random.whole(2, 60) : 1)
    entries.push(
      entryOf(
        station,
        taken.map(({ text }) => text),
        taken.at(-1)!.at,
      ),
    )
  }
  return entries
}
