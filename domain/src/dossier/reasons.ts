/** Why a member of a dossier message, or the whole of it, was not accepted. Plain words: reading/rejection.ts. */
export type DossierReason =
  | 'bad_shape'
  | 'unknown_service'
  | 'missing_code'
  | 'missing_status'
  | 'unknown_status'
  | 'unknown_channel'
  | 'missing_step_time'
  | 'impossible_date'
  | 'future_date'
  | 'ended_before_received'
  | 'due_before_received'

/** A member that cannot be accepted. Thrown by the field readers and answered in decodeMessage, nowhere else. */
export class MemberFault extends Error {
  override name = 'MemberFault'
  readonly reason: DossierReason

  constructor(reason: DossierReason, detail: string) {
    super(detail)
    this.reason = reason
  }
}
