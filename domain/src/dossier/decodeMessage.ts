import type { DossierChange } from './applyMessage.ts'
import { contentKey } from './contentKey.ts'
import { codeOf, decodeDossier, statusOf } from './decodeDossier.ts'
import { flagOf, isObject, pastTimeOf, shown, textOf, type JsonObject } from './fields.ts'
import { MemberFault, type DossierReason } from './reasons.ts'
import { rawWithoutPersonalData } from './personalData.ts'

/** A member that was not accepted. `index`: its place in the message from 0, or −1 for the message as a whole.
 *  `raw`: its JSON without personal data. */
export interface RejectedMember {
  index: number
  reason: DossierReason
  detail: string
  raw: string
}

/** One accepted member. */
export interface AcceptedMember {
  index: number
  change: DossierChange
}

export interface DecodedMessage {
  /** Members of the message; a message that is none counts as one. */
  received: number
  accepted: AcceptedMember[]
  rejected: RejectedMember[]
  /** Who the envelope says it is for (`madonvi`); '' when it does not. */
  unit: string
}

type Service = 'dossier' | 'step'
const services: Readonly<Record<string, Service>> = { dongbohosomc: 'dossier', capnhattiendohosomc: 'step' }

/** Decodes a dossier message: the envelope `{service, isUpdating, madonvi, data: […]}`, a bare list, or one bare member.
 *  Each member is accepted or rejected for itself; unknown fields are ignored; values may be texts or numbers.
 *  @param body parsed JSON of any shape; never throws
 *  @param now ms since 1970 UTC, for dates in the future */
export function decodeMessage(body: unknown, now: number): DecodedMessage {
  try {
    const { service, updating, unit, members } = open(body)
    const decoded: DecodedMessage = { received: members.length, accepted: [], rejected: [], unit }
    for (const [index, member] of members.entries()) {
      const result = attempt(index, member, () => decodeMember(member, service, updating, now))
      if ('change' in result) decoded.accepted.push(result)
      else decoded.rejected.push(result)
    }
    return decoded
  } catch (error) {
    if (!(error instanceof MemberFault)) throw error
    const { reason, message: detail } = error
    const rejected = [{ index: -1, reason, detail, raw: rawWithoutPersonalData(body) }]
    return { received: 1, accepted: [], rejected, unit: '' }
  }
}

interface Envelope {
  service: Service | undefined
  updating: boolean
  unit: string
  members: readonly unknown[]
}

function open(body: unknown): Envelope {
  if (Array.isArray(body)) return { service: undefined, updating: false, unit: '', members: body }
  if (!isObject(body))
    throw new MemberFault('bad_shape', `a message is an object or a list, not ${shown(body)}`)
  const name = textOf(body, 'service')
  const { data } = body
  if (name === '' && data === undefined && body.MaHoSo !== undefined)
    return { service: undefined, updating: false, unit: '', members: [body] }
  const service = Object.hasOwn(services, name.toLowerCase()) ? services[name.toLowerCase()] : undefined
  if (name !== '' && !service) throw new MemberFault('unknown_service', `service is ${shown(name)}`)
  if (!Array.isArray(data) && !isObject(data)) throw new MemberFault('bad_shape', 'data is not a list')
  const members: readonly unknown[] = Array.isArray(data) ? data : [data]
  return {
    service,
    updating: flagOf(body, 'isUpdating'),
    unit: textOf(body, 'madonvi').slice(0, 100),
    members,
  }
}

function attempt(
  index: number,
  member: unknown,
  decode: () => DossierChange,
): AcceptedMember | RejectedMember {
  try {
    return { index, change: decode() }
  } catch (error) {
    if (!(error instanceof MemberFault)) throw error
    return { index, reason: error.reason, detail: error.message, raw: rawWithoutPersonalData(member) }
  }
}

function decodeMember(
  member: unknown,
  service: Service | undefined,
  updating: boolean,
  now: number,
): DossierChange {
  if (!isObject(member)) throw new MemberFault('bad_shape', `a member is an object, not ${shown(member)}`)
  // Without an envelope the fields tell: only a step has the time and status of one act.
  const kind = service ?? ('ThoiDiemXuLy' in member && 'TrangThai' in member ? 'step' : 'dossier')
  if (kind === 'dossier') return { kind, snapshot: decodeDossier(member, updating, now) }
  return { kind, step: decodeStep(member, now) }
}

/** One CapNhatTienDoHoSoMC member (dossiers.md 2.4). */
function decodeStep(member: JsonObject, now: number): Extract<DossierChange, { kind: 'step' }>['step'] {
  const code = codeOf(member)
  const status = statusOf(member, 'TrangThai')
  const at = pastTimeOf(member, 'ThoiDiemXuLy', now)
  if (at === null) throw new MemberFault('missing_step_time', 'ThoiDiemXuLy is missing')
  // The officer's name makes the step's identity, but is not kept: only a key bound to this very step.
  return { code, at, status, actor: contentKey(`${code}|${at}|${textOf(member, 'NguoiXuLy').slice(0, 200)}`) }
}
