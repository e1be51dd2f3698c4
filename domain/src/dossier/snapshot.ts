import { contentKey } from './contentKey.ts'
import { lifeRank, type DossierStatus } from './status.ts'

/** How the dossier was submitted: KenhThucHien 1 (or empty), 2, 3. */
export type Channel = 'counter' | 'online' | 'postal'

/** One request to supplement papers: an item of DanhSachHoSoBoSung. Times in ms since 1970 UTC. */
export interface SupplementRound {
  requestedAt: number
  answeredAt: number | null
  oldDueAt: number | null
  newDueAt: number | null
}

/** What one DongBoHoSoMC member says of a dossier, without any personal data (names, identity numbers, contacts and
 *  free text are dropped on decoding). Times in ms since 1970 UTC; null = the message does not say. */
export interface DossierSnapshot {
  code: string
  procedure: string
  procedureName: string
  field: string
  fieldName: string
  unitName: string
  channel: Channel
  /** MucDo of the procedure: 4 full-process, 3 partial, 2 information only; null when the sender does not tell. */
  level: 2 | 3 | 4 | null
  submittedAt: number | null
  receivedAt: number | null
  dueAt: number | null
  endedAt: number | null
  returnedAt: number | null
  refusedAt: number | null
  status: DossierStatus
  rounds: SupplementRound[]
  digitised: boolean
  reused: boolean
  eResult: boolean
  financialObligation: boolean
  paidOnline: boolean
  /** isUpdating of the envelope. */
  updating: boolean
}

/** One CapNhatTienDoHoSoMC member. `actor`: a key of who acted, so that two people's steps stay two; not the name. */
export interface DossierStep {
  code: string
  at: number
  status: DossierStatus
  actor: string
}

/** Key of a snapshot's content: the same content again is the same message. */
export function snapshotKey(snapshot: DossierSnapshot): string {
  return contentKey(JSON.stringify(snapshot))
}

/** Key of a step: (MaHoSo, ThoiDiemXuLy, TrangThai, NguoiXuLy), dossiers.md 2.4. */
export function stepKey(step: DossierStep): string {
  return `${step.at}|${step.status}|${step.actor}`
}

/** Whether `arriving` takes the place of `current`. Snapshots bear no time of their own, so they are ordered by what
 *  they tell: the newest thing that happened to the dossier, then update after insert, then the later status.
 *  Where all three are equal it is a correction, and a correction wins by arrival (nothing in it tells the order). */
export function replaces(current: DossierSnapshot | null, arriving: DossierSnapshot): boolean {
  if (!current) return true
  const difference =
    newestHappening(arriving) - newestHappening(current) ||
    Number(arriving.updating) - Number(current.updating) ||
    lifeRank(arriving.status) - lifeRank(current.status)
  return difference >= 0
}

/** Reception and submission stay out: they are the same through a dossier's life, and a correction may move them back. */
function newestHappening(snapshot: DossierSnapshot): number {
  const rounds = snapshot.rounds.flatMap((round) => [round.requestedAt, round.answeredAt ?? 0])
  return Math.max(0, snapshot.endedAt ?? 0, snapshot.returnedAt ?? 0, snapshot.refusedAt ?? 0, ...rounds)
}
