import { isWorkingDay, dueAfterWorkingHours, type Calendar } from '@city/domain/dossier/dueDate.ts'
import { startOfHanoiDay } from '@city/domain/dossier/classify.ts'
import type { Channel } from '@city/domain/dossier/snapshot.ts'
import type { DossierStatus } from '@city/domain/dossier/status.ts'
import { demoFields, type DemoField, type DemoProcedure } from './demoDossiersCatalogue.ts'

type Random = () => number

/** One thing that happens to a dossier, ms since 1970 UTC. */
export interface DemoAct {
  at: number
  status: DossierStatus
}

/** The whole life of one simulated dossier, known from its first day. */
export interface DemoLife {
  code: string
  unitName: string
  field: DemoField
  procedure: DemoProcedure
  channel: Channel
  submittedAt: number
  dueAt: number
  acts: DemoAct[]
  digitised: boolean
  reused: boolean
  eResult: boolean
  paid: 0 | 1 | 2
}

/** Who a dossier is handed in at: name, code prefix, and how many come there compared with others. */
export interface DemoUnit {
  name: string
  prefix: string
  weight: number
}

export interface DayParts {
  /** Day of Hanoi, `hanoiDay`. */
  day: number
  units: readonly DemoUnit[]
  calendar: Calendar
  perDay: number
  random: Random
}

const hourMs = 3_600_000
/** Share of a working day by weekday, 0 = Sunday. A weekend is livelier than the 0.08 of the city, to be worth a look. */
const weekdays = [0.35, 1.3, 1.08, 1, 0.95, 0.9, 0.35]
/** Receptions at the counter by hour (dossiers.md 6.3). */
const counterHours: readonly (readonly [hour: number, share: number])[] = [
  ...([[8, 0.16], [9, 0.21], [10, 0.17], [11, 0.09], [13, 0.09], [14, 0.13], [15, 0.1], [16, 0.05]] as const), // prettier-ignore
]

/** Everything that is handed in on one day. The same day, units and draws give the same dossiers. */
export function planDay({ day, units, calendar, perDay, random }: DayParts): DemoLife[] {
  const working = isWorkingDay(day, calendar)
  const amount = Math.round(perDay * (working ? weekdays[(day + 4) % 7]! : 0.35))
  const date = new Date(startOfHanoiDay(day + 1) - 1).toISOString().slice(2, 10).replaceAll('-', '')
  const serials = new Map<string, number>()
  return Array.from({ length: amount }, () => {
    const field = pick(demoFields, (one) => one.weight, random)
    const unit = pick(units, (one) => one.weight, random)
    const serial = (serials.get(unit.prefix) ?? 0) + 1
    serials.set(unit.prefix, serial)
    const code = `${unit.prefix}-${date}-${String(serial).padStart(4, '0')}`
    // Land dossiers go to the land office's branches more often than to the communes (dossiers.md 6.3: 25 %).
    const unitName = field.agency !== null && random() < 0.8 ? field.agency : unit.name
    return planLife({ code, unitName, field, day, working, calendar, random })
  })
}

interface LifeParts {
  code: string
  unitName: string
  field: DemoField
  day: number
  working: boolean
  calendar: Calendar
  random: Random
}

function planLife({ code, unitName, field, day, working, calendar, random }: LifeParts): DemoLife {
  const procedure = pick(field.procedures, () => 1, random)
  const drawn = random()
  const channel: Channel = !working || drawn < 0.76 ? 'online' : drawn < 0.763 ? 'postal' : 'counter'
  const submittedAt = startOfHanoiDay(day) + timeOfDay(channel, random)
  const after = (from: number, hours: number) => dueAfterWorkingHours(from, hours, calendar)
  // Some online services accept by themselves, the others when an officer has looked.
  const receivedAt =
    channel !== 'online'
      ? submittedAt
      : random() < 0.4
        ? submittedAt + 30_000
        : after(submittedAt, 0.2 + random())
  const acts: DemoAct[] = channel === 'online' ? [{ at: submittedAt, status: 1 }] : []
  const paid = procedure.fee > 0 && channel === 'online' && random() < 0.85 ? (random() < 0.6 ? 1 : 2) : 0
  const life = {
    ...({ code, unitName, field, procedure, channel, submittedAt, acts, paid } as const),
    dueAt: after(receivedAt, procedure.hours),
    digitised: random() < 0.83,
    reused: random() < 0.45,
    eResult: random() < 0.9,
  }
  if (channel === 'online' && random() < 0.04) {
    acts.push({ at: receivedAt, status: 3 })
    return life
  }
  acts.push({ at: receivedAt, status: 2 })
  acts.push({ at: after(receivedAt, procedure.hours * 0.08), status: 4 })
  return { ...life, dueAt: handle(life, receivedAt, after, random) }
}

type After = (from: number, hours: number) => number

/** Adds pauses and the end. @returns the due time, moved by the pause */
function handle(life: DemoLife, receivedAt: number, after: After, random: Random): number {
  const { acts, field, procedure } = life
  const halfway = after(receivedAt, procedure.hours * 0.3)
  let worked = 0
  let dueAt = life.dueAt
  const drawn = random()
  const pause =
    drawn < 0.06 ? 5 : drawn < 0.06 + field.obligation ? 6 : drawn < 0.065 + field.obligation ? 8 : null
  if (pause !== null) {
    worked = 8 * (1 + Math.floor(random() * 4))
    acts.push({ at: halfway, status: pause }, { at: after(halfway, worked), status: 4 })
    dueAt = after(dueAt, worked)
  }
  if (random() < 0.01) {
    acts.push({ at: after(halfway, worked + 1), status: 7 })
    return dueAt
  }
  const late = random() < 0.02
  const hours = late ? procedure.hours + 10 + random() * 30 : procedure.hours * (0.35 + 0.6 * random())
  const endedAt = after(receivedAt, hours + worked)
  acts.push({ at: endedAt, status: 9 }, { at: after(endedAt, 0.2 + random() * 6), status: 10 })
  return dueAt
}

function timeOfDay(channel: Channel, random: Random): number {
  const within = random() * hourMs
  if (channel !== 'online' || random() < 0.7)
    return pick(counterHours, ([, share]) => share, random)[0] * hourMs + within
  if (random() < 25 / 30) return (17 + Math.floor(random() * 6)) * hourMs + within
  return Math.floor(random() * 6) * hourMs + within
}

/** One of the items, as often as its weight says. */
export function pick<Item>(items: readonly Item[], weightOf: (item: Item) => number, random: Random): Item {
  let left = random() * items.reduce((sum, item) => sum + weightOf(item), 0)
  return items.find((item) => (left -= weightOf(item)) < 0) ?? items.at(-1)!
}
