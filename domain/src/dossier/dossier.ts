import { isDossierCode } from './dossierCode.ts'
import { isCounted, isEnding, isPausing, type DossierStatus } from './status.ts'
import { timelineOf, type TimelinePoint } from './timeline.ts'
import type { DossierSnapshot, DossierStep } from './snapshot.ts'

/** The clock stood still from `from` until `to`; `to` null = still does. ms since 1970 UTC. */
export interface Pause {
  from: number
  to: number | null
}

/** A dossier as we know it now. Times in ms since 1970 UTC, null = not known or not yet.
 *  Personal data is not part of it: see DossierSnapshot. */
export interface Dossier extends Omit<
  DossierSnapshot,
  'rounds' | 'updating' | 'returnedAt' | 'refusedAt' | 'status'
> {
  /** false: the code has not the national form; the dossier counts all the same. */
  codeValid: boolean
  /** One of the city's units, or null when the handling unit's name is none of them; then it counts for the city only. */
  unitCode: string | null
  status: DossierStatus
  statusAt: number | null
  /** Neither awaiting reception nor refused, and the time of reception is known (dossiers.md 1.7). */
  counted: boolean
  /** false: the end was told without a time; endedAt is when we heard of it, an upper bound. */
  endedAtKnown: boolean
  pauses: Pause[]
  /** Times of the requests to supplement papers. */
  supplementTimes: number[]
}

/** The dossier that a snapshot and the steps known so far describe. The order in which they came plays no part.
 *  @param observedAt when the snapshot was taken in, ms since 1970 UTC
 *  @param unitCode the city's unit that handles it, or null */
export function dossierOf(
  snapshot: DossierSnapshot,
  observedAt: number,
  steps: readonly DossierStep[],
  unitCode: string | null,
): Dossier {
  const points = timelineOf(snapshot, observedAt, steps)
  const life = live(points, snapshot)
  const { status, at } = points.at(-1)!
  const receivedAt = snapshot.receivedAt ?? firstAccepted(points)
  const rounds = snapshot.rounds.map((round) => round.requestedAt)
  return {
    code: snapshot.code,
    codeValid: isDossierCode(snapshot.code),
    procedure: snapshot.procedure,
    procedureName: snapshot.procedureName,
    field: snapshot.field,
    fieldName: snapshot.fieldName,
    unitName: snapshot.unitName,
    unitCode,
    channel: snapshot.channel,
    level: snapshot.level,
    submittedAt: snapshot.submittedAt,
    receivedAt,
    dueAt: dueOf(snapshot),
    // A clock that runs a little slow must not end a dossier before it began.
    endedAt: life.endedAt === null ? null : Math.max(life.endedAt, receivedAt ?? 0),
    endedAtKnown: life.endedAt === null || isToldEnd(life.endedAt, snapshot, steps),
    status,
    statusAt: at || null,
    counted: isCounted(status) && receivedAt !== null,
    pauses: life.pauses,
    // The feed's own list of rounds and its steps tell of the same requests a few seconds apart: never add them up.
    supplementTimes: rounds.length >= life.requests.length ? rounds : life.requests,
    digitised: snapshot.digitised,
    reused: snapshot.reused,
    eResult: snapshot.eResult,
    financialObligation: snapshot.financialObligation,
    paidOnline: snapshot.paidOnline,
  }
}

interface Life {
  endedAt: number | null
  pauses: Pause[]
  requests: number[]
}

/** Walks the timeline: first time of the last run of ended statuses (9, else 10, else 7), pauses, requests. */
function live(points: readonly TimelinePoint[], snapshot: DossierSnapshot): Life {
  const life: Life = { endedAt: null, pauses: [], requests: [] }
  let before: DossierStatus | null = null
  let openedAt = 0
  for (const { at, status } of points) {
    const pause = life.pauses.at(-1)
    const open = pause?.to === null ? pause : undefined
    if (isPausing(status)) {
      life.endedAt = null
      if (!open) life.pauses.push({ from: at, to: null })
      if (status === 5 && before !== 5) life.requests.push(at)
    } else {
      if (open) open.to = at
      if (isEnding(status)) life.endedAt ??= at
      else life.endedAt = null
    }
    if (!isEnding(status)) openedAt = at
    before = status
  }
  // Status 8 is an end when the sender gives it an end time, a pause otherwise (dossiers.md 1.4).
  if (before === 8 && snapshot.status === 8 && snapshot.endedAt !== null) {
    life.endedAt = snapshot.endedAt
    const pause = life.pauses.at(-1)
    if (pause && pause.from >= snapshot.endedAt) life.pauses.pop()
    else if (pause) pause.to = snapshot.endedAt
  } else if (life.endedAt !== null && snapshot.endedAt !== null && snapshot.endedAt >= openedAt) {
    if (isEnding(snapshot.status)) life.endedAt = snapshot.endedAt
  }
  return life
}

function isToldEnd(at: number, snapshot: DossierSnapshot, steps: readonly DossierStep[]): boolean {
  return at === snapshot.endedAt || at === snapshot.returnedAt || steps.some((step) => step.at === at)
}

function firstAccepted(points: readonly TimelinePoint[]): number | null {
  return points.find((point) => point.status === 2 && point.at > 0)?.at ?? null
}

/** NgayHenTra is the truth; where it still is the date that a supplement round replaced, the round's new date holds. */
function dueOf(snapshot: DossierSnapshot): number | null {
  let due = snapshot.dueAt
  for (const round of snapshot.rounds) {
    if (round.newDueAt !== null && (due === null || due === round.oldDueAt)) due = round.newDueAt
  }
  return due
}
