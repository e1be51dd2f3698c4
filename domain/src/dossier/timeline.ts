import { isEnding, isPausing, lifeRank, type DossierStatus } from './status.ts'
import type { DossierSnapshot, DossierStep } from './snapshot.ts'

/** A dossier stood in `status` from `at` on (ms since 1970 UTC). */
export interface TimelinePoint {
  at: number
  status: DossierStatus
}

/** The life of a dossier: what its snapshot and its steps tell, in order of their own times, never of arrival.
 *  @param observedAt when the snapshot was taken in; used only where it tells of an end or a pause without any time */
export function timelineOf(
  snapshot: DossierSnapshot,
  observedAt: number,
  steps: readonly DossierStep[],
): TimelinePoint[] {
  const points: TimelinePoint[] = steps.map(({ at, status }) => ({ at, status }))
  if (snapshot.receivedAt !== null) points.push({ at: snapshot.receivedAt, status: 2 })
  for (const round of snapshot.rounds) {
    points.push({ at: round.requestedAt, status: 5 })
    if (round.answeredAt !== null) points.push({ at: round.answeredAt, status: 4 })
  }
  if (snapshot.endedAt !== null && (snapshot.status === 9 || snapshot.status === 10))
    points.push({ at: snapshot.endedAt, status: 9 })
  const lastKnown = Math.max(0, ...points.map((point) => point.at))
  const at = ownTime(snapshot) ?? timeless(snapshot, lastKnown, observedAt, steps)
  points.push({ at, status: snapshot.status })
  return points.toSorted((one, other) => one.at - other.at || lifeRank(one.status) - lifeRank(other.status))
}

/** When the snapshot's status began, where the snapshot says so. */
function ownTime(snapshot: DossierSnapshot): number | null {
  switch (snapshot.status) {
    case 1:
      return snapshot.submittedAt ?? snapshot.receivedAt
    case 3:
      return snapshot.refusedAt ?? snapshot.endedAt
    case 5:
      return snapshot.rounds.findLast((round) => round.answeredAt === null)?.requestedAt ?? null
    case 7:
    case 8:
    case 9:
      return snapshot.endedAt
    case 10:
      return latest(snapshot.returnedAt, snapshot.endedAt)
    default:
      return null
  }
}

function latest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}

/** Where a status without a time of its own stands. 0 = before all that is known. */
function timeless(
  snapshot: DossierSnapshot,
  lastKnown: number,
  observedAt: number,
  steps: readonly DossierStep[],
): number {
  const { status } = snapshot
  const ownLast = Math.max(
    snapshot.receivedAt ?? 0,
    ...snapshot.rounds.map((round) => round.answeredAt ?? round.requestedAt),
  )
  // An end cannot be followed by anything, so it stands after all that is known.
  if (isEnding(status) || status === 3) {
    const known = steps.findLast((step) => isEnding(step.status) && step.at === lastKnown)
    return known ? lastKnown : Math.max(lastKnown, observedAt)
  }
  // With a progress feed the steps tell when a pause began; without one, when we first heard of it is the best bound.
  if (isPausing(status)) return steps.length > 0 ? ownLast : Math.max(ownLast, observedAt)
  // A status that goes on after a request nobody closed stands just behind that request.
  return snapshot.rounds.at(-1)?.requestedAt === ownLast ? ownLast + 1 : ownLast
}
