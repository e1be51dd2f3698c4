import { hanoiDay } from './classify.ts'
import { codeLimit } from './dossierCode.ts'
import { flagOf, labelOf, listOf, pastTimeOf, shown, textOf, timeOf, type JsonObject } from './fields.ts'
import { MemberFault } from './reasons.ts'
import type { Channel, DossierSnapshot, SupplementRound } from './snapshot.ts'
import { parseStatus, type DossierStatus } from './status.ts'

/** One DongBoHoSoMC member (dossiers.md 2.2). Personal data is read by nobody here: ChuHoSo, SoGiayToChuHoSo,
 *  DinhDanhCHS, MaDoiTuong, Email, Fax, SoDienThoai, TrichYeuHoSo, GhiChu, ThongTinKhac, ThongTinTra.
 *  @param now ms since 1970 UTC
 *  @throws MemberFault when the member cannot be accepted */
export function decodeDossier(member: JsonObject, updating: boolean, now: number): DossierSnapshot {
  const code = codeOf(member)
  const status = statusOf(member, 'TrangThaiHoSo')
  const receivedAt = pastTimeOf(member, 'NgayTiepNhan', now)
  const dueAt = timeOf(member, 'NgayHenTra')
  const endedAt = pastTimeOf(member, 'NgayKetThucXuLy', now)
  const returnedAt = pastTimeOf(member, 'NgayTra', now)
  mustFollow('ended_before_received', 'NgayKetThucXuLy', endedAt, receivedAt)
  mustFollow('ended_before_received', 'NgayTra', returnedAt, receivedAt)
  mustFollow('due_before_received', 'NgayHenTra', dueAt, receivedAt)
  const papers = listOf(member, 'TaiLieuNop')
  const paid = ['1', '2'].includes(textOf(member, 'DuocThanhToanTrucTuyen'))
  return {
    code,
    procedure: labelOf(member, 'MaTTHC', 100),
    procedureName: labelOf(member, 'TenTTHC'),
    field: labelOf(member, 'MaLinhVuc', 100),
    fieldName: labelOf(member, 'TenLinhVuc'),
    unitName: labelOf(member, 'DonViXuLy'),
    channel: channelOf(member),
    level: levelOf(member),
    submittedAt: pastTimeOf(member, 'NgayNopHoSo', now),
    receivedAt,
    dueAt,
    endedAt,
    returnedAt,
    refusedAt: pastTimeOf(member, 'NgayTuChoi', now),
    status,
    rounds: roundsOf(member, now),
    digitised: flagOf(member, 'HoSoCoThanhPhanSoHoa') || papers.some((paper) => flagOf(paper, 'DuocSoHoa')),
    reused: papers.some((paper) => ['1', '2'].includes(textOf(paper, 'DuocTaiSuDung'))),
    eResult: listOf(member, 'DanhSachGiayToKetQua').some(
      (paper) => textOf(paper, 'DuongDanTepTinKetQua') !== '',
    ),
    // Procedures with a fee, less the dossiers whose every fee line is 0 (dossiers.md 3.1, 3.6).
    financialObligation: paid || listOf(member, 'DanhSachLePhi').some((fee) => amountOf(fee) > 0),
    paidOnline: paid,
    updating,
  }
}

/** @throws MemberFault when MaHoSo is missing or far longer than any code */
export function codeOf(member: JsonObject): string {
  const code = textOf(member, 'MaHoSo')
  if (code === '') throw new MemberFault('missing_code', 'MaHoSo is missing')
  if (code.length > codeLimit)
    throw new MemberFault('bad_shape', `MaHoSo has ${code.length} characters; at most ${codeLimit} are kept`)
  return code
}

/** @throws MemberFault when the status is missing or not in the code list */
export function statusOf(member: JsonObject, field: string): DossierStatus {
  const text = textOf(member, field)
  if (text === '') throw new MemberFault('missing_status', `${field} is missing`)
  const status = parseStatus(text)
  if (status === undefined)
    throw new MemberFault('unknown_status', `${field} is not in the code list: ${shown(text)}`)
  return status
}

/** Compared by calendar date, as deadlines are: some systems send days without hours. */
function mustFollow(
  reason: 'ended_before_received' | 'due_before_received',
  field: string,
  time: number | null,
  receivedAt: number | null,
): void {
  if (time !== null && receivedAt !== null && hanoiDay(time) < hanoiDay(receivedAt))
    throw new MemberFault(reason, `${field} lies before NgayTiepNhan`)
}

/** KenhThucHien; empty counts as the counter (rules of Decision 766). */
function channelOf(member: JsonObject): Channel {
  const text = textOf(member, 'KenhThucHien')
  if (text === '' || text === '1') return 'counter'
  if (text === '2') return 'online'
  if (text === '3') return 'postal'
  throw new MemberFault('unknown_channel', `KenhThucHien is not 1, 2 or 3: ${shown(text)}`)
}

/** MucDo is a field of the procedure that some systems add to the dossier. */
function levelOf(member: JsonObject): 2 | 3 | 4 | null {
  const text = textOf(member, 'MucDo')
  return text === '4' ? 4 : text === '3' ? 3 : text === '2' ? 2 : null
}

function roundsOf(member: JsonObject, now: number): SupplementRound[] {
  const rounds = new Map<number, SupplementRound>()
  for (const item of listOf(member, 'DanhSachHoSoBoSung')) {
    const requestedAt = pastTimeOf(item, 'NgayBoSung', now)
    if (requestedAt === null) continue
    rounds.set(requestedAt, {
      requestedAt,
      answeredAt: pastTimeOf(item, 'NgayTiepNhanBoSung', now),
      oldDueAt: timeOf(item, 'NgayHenTraTruoc'),
      newDueAt: timeOf(item, 'NgayHenTraMoi'),
    })
  }
  return [...rounds.values()].toSorted((one, other) => one.requestedAt - other.requestedAt)
}

/** Amount of a fee line in đồng; separators of thousands are dropped. Unreadable = not known to be above 0. */
function amountOf(fee: JsonObject): number {
  const amount = Number(textOf(fee, 'Gia').replaceAll(/[.,\s]/g, ''))
  return Number.isFinite(amount) ? amount : 0
}
