import { hanoiDay, startOfHanoiDay } from '@city/domain/dossier/classify.ts'
import type { Calendar } from '@city/domain/dossier/dueDate.ts'
import { dayMs } from '@city/domain/time/hanoiTime.ts'
import type { Unit } from '@city/domain/profile/cityProfile.ts'
import { memberAt, stepOf, type DossierMessage } from './demoDossiersMember.ts'
import { planDay, type DemoLife, type DemoUnit } from './demoDossiersPlan.ts'
import { randomOf } from './scene/random.ts'

export interface DossierSimulatorParts {
  /** The city and its units; the city itself takes no dossiers. */
  units: Iterable<Unit> | ReadonlyMap<string, Unit>
  /** Draws in [0, 1). Drawn from once: the same first draw gives the same city, whenever it is started. */
  random: () => number
  /** ms since 1970 UTC */
  now: number
  /** Office hours and days off; without it 08–12 and 13–17, Monday to Friday. */
  calendar?: Calendar
  /** Dossiers on an ordinary working day; the city has about 10,000. */
  perDay?: number
}

const backlogDays = 30
/** How far back lives are known: 160 working hours, a pause and a delay stay well below. */
const livesKeptDays = 75
const membersPerMessage = 200
const officeHours: Calendar = {
  hours: [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ],
  non_working: [],
  extra_working: [],
}

/** A one-stop system that exists only here: makes the messages, sends nothing. What happens on a day follows from the
 *  date and the first draw, so that a restart tells the same story further and never another one. */
export function createDossierSimulator(parts: DossierSimulatorParts) {
  const { now, calendar = officeHours, perDay = 240 } = parts
  const seed = Math.floor(parts.random() * 2 ** 31)
  const units = demoUnits(parts.units, seed)
  let lives: DemoLife[] = []
  let planned = hanoiDay(now) - livesKeptDays - 1
  let told = now

  function planUntil(day: number): void {
    for (let next = planned + 1; next <= day; next += 1) {
      const random = randomOf(`dossiers ${next}`, seed)
      lives.push(...planDay({ day: next, units, calendar, perDay, random }))
    }
    planned = Math.max(planned, day)
    const oldest = startOfHanoiDay(day - livesKeptDays)
    lives = lives.filter((life) => life.submittedAt >= oldest)
  }
  planUntil(hanoiDay(now))

  return {
    /** What a system sends that is connected today: every dossier in which something happened in the last 30 days, or
     *  that is still open, as it stands now; and the steps that a dossier's own message cannot tell (pauses without a date of their own). At most 200 members each. */
    backlog(): DossierMessage[] {
      const since = now - backlogDays * dayMs
      const recent = lives.filter((life) => life.acts.some((act) => act.at > since))
      const steps = recent.flatMap((life) =>
        life.acts.some((act) => act.status === 6 || act.status === 8)
          ? life.acts.filter((act) => act.at <= now && act.status > 3).map((act) => stepOf(life, act))
          : [],
      )
      return [
        ...messagesOf('DongBoHoSoMC', membersAt(recent, now), 'False'),
        ...messagesOf('CapNhatTienDoHoSoMC', steps),
      ]
    },
    /** What happened since the last call, or since the start: new dossiers, changed ones, and their steps. */
    next(at: number): DossierMessage[] {
      planUntil(hanoiDay(at))
      const from = told
      told = Math.max(told, at)
      const moved = lives.filter((life) => life.acts.some((act) => act.at > from && act.at <= at))
      const isNew = (life: DemoLife) => life.acts[0]!.at > from
      const steps = moved.flatMap((life) =>
        life.acts
          .filter((act) => act.at > from && act.at <= at && act.status > 3)
          .map((act) => stepOf(life, act)),
      )
      return [
        ...messagesOf('DongBoHoSoMC', membersAt(moved.filter(isNew), at), 'False'),
        ...messagesOf(
          'DongBoHoSoMC',
          membersAt(
            moved.filter((life) => !isNew(life)),
            at,
          ),
          'True',
        ),
        ...messagesOf('CapNhatTienDoHoSoMC', steps),
      ]
    },
  }
}

function membersAt(lives: readonly DemoLife[], at: number): Record<string, unknown>[] {
  return lives.map((life) => memberAt(life, at)).filter((member) => member !== undefined)
}

function messagesOf(
  service: DossierMessage['service'],
  data: Record<string, unknown>[],
  isUpdating?: 'True' | 'False',
): DossierMessage[] {
  const messages: DossierMessage[] = []
  for (let from = 0; from < data.length; from += membersPerMessage) {
    const part = data.slice(from, from + membersPerMessage)
    messages.push({ service, ...(isUpdating ? { isUpdating } : {}), madonvi: '01', data: part })
  }
  return messages
}

/** Units with log-normal weights; wards take twice as much as communes (dossiers.md 6.3). Code prefixes are invented. */
function demoUnits(units: DossierSimulatorParts['units'], seed: number): DemoUnit[] {
  const random = randomOf('dossier units', seed)
  const all = 'values' in units && typeof units.values === 'function' ? units.values() : units
  return [...(all as Iterable<Unit>)]
    .filter((unit) => unit.parent !== null)
    .map((unit, index) => ({
      name: `Trung tâm Phục vụ hành chính công ${unit.type} ${unit.name}`,
      prefix: `H26.${100 + index}`,
      weight: Math.exp(random() + random() - 1) * (unit.type === 'phường' ? 2 : 1),
    }))
}
