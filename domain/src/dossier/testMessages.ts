import type { DossierSnapshot } from './snapshot.ts'

/** A dossier in progress, for tests: everything that a test does not say. */
export function snapshotWith(changes: Partial<DossierSnapshot>): DossierSnapshot {
  return {
    code: 'H26.01-250701-0001',
    procedure: '2.000815',
    procedureName: 'Chứng thực bản sao',
    field: 'G03-CT01',
    fieldName: 'Chứng thực',
    unitName: 'UBND phường Ba Đình',
    channel: 'online',
    level: 4,
    submittedAt: null,
    receivedAt: null,
    dueAt: null,
    endedAt: null,
    returnedAt: null,
    refusedAt: null,
    status: 4,
    rounds: [],
    digitised: false,
    reused: false,
    eResult: false,
    financialObligation: false,
    paidOnline: false,
    updating: false,
    ...changes,
  }
}

/** Worked example A of the reference (dossiers.md 3.4): fifteen dossiers of July 2025, as they are exchanged.
 *  Columns: serial, channel, MucDo, received, due, status, end, pause, number of requests, result, digitised, reused,
 *  fee, paid online. */
const rows = `
250625-0007 1 2 20250625093000 20250703093000 10 20250702160000 - 0 1 1 0 0 0
250627-0012 2 4 20250627141500 20250715141500 4 - - 0 0 1 1 1 1
250701-0001 2 4 20250701081000 20250704081000 10 20250703100000 - 0 1 1 1 1 1
250702-0003 2 4 20250702090500 20250703090500 10 20250703163000 - 0 1 1 1 0 0
250703-0002 1 3 20250703102000 20250710102000 9 20250711090000 - 0 1 1 0 1 0
250707-0009 2 3 20250707100000 20250710100000 10 20250709110000 - 0 1 1 0 1 2
250708-0004 3 3 20250708150000 20250717150000 10 20250717103000 - 0 0 1 0 1 0
250710-0011 2 4 20250710083000 20250730083000 5 - 20250722090000 1 0 1 1 0 0
250711-0006 2 4 20250711094500 20250725094500 5 - 20250728090000 2 0 1 0 0 0
250714-0005 1 2 20250714140000 20250728140000 4 - - 0 0 0 0 0 0
250721-0008 2 4 20250721160000 20250808160000 4 - - 0 0 1 1 1 0
250722-0010 2 3 20250722091500 20250725091500 7 20250724143000 - 0 0 1 0 0 0
250725-0013 2 4 20250725110000 20250806110000 6 - 20250729100000 0 0 1 0 1 0
250728-0014 2 4 20250728084500 20250730084500 3 - - 0 0 0 0 0 0
250730-0015 1 3 20250730153000 - 9 20250731090000 - 0 1 0 0 0 0`

/** Example A as two messages: the dossiers, and the one step that tells when the status-6 dossier was paused. */
export function exampleA(
  unitName = 'UBND phường Ba Đình',
): [dossiers: ExampleMessage, steps: ExampleMessage] {
  const lines = rows
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
  const data = lines.map((line) => memberOf(line, unitName))
  const step = {
    MaHoSo: 'H26.01-250725-0013',
    NguoiXuLy: 'Cán bộ A',
    ThoiDiemXuLy: '20250729100000',
    NoiDungXuLy: 'Thông báo nộp lệ phí',
    TrangThai: '6',
  }
  return [
    { service: 'DongBoHoSoMC', isUpdating: 'False', data },
    { service: 'CapNhatTienDoHoSoMC', data: [step] },
  ]
}

export interface ExampleMessage {
  service: string
  isUpdating?: string
  data: Record<string, unknown>[]
}

function memberOf(line: readonly string[], unitName: string): Record<string, unknown> {
  const [
    serial,
    channel,
    level,
    received,
    due,
    status,
    end,
    pause,
    requests,
    result,
    digitised,
    reused,
    fee,
    paid,
  ] = line.map((cell) => (cell === '-' ? '' : cell))
  // The table gives the last request only; an earlier one of the same dossier is a week before it.
  const earlier =
    requests === '2' ? [{ NgayBoSung: '20250721090000', NgayTiepNhanBoSung: '20250723090000' }] : []
  return {
    MaHoSo: `H26.01-${serial}`,
    MaTTHC: '2.000815',
    TenTTHC: 'Chứng thực bản sao',
    MaLinhVuc: 'G03-CT01',
    TenLinhVuc: 'Chứng thực',
    KenhThucHien: channel,
    MucDo: level,
    ChuHoSo: 'Nguyễn Văn A',
    SoGiayToChuHoSo: '001099000001',
    NgayTiepNhan: received,
    NgayHenTra: due,
    TrangThaiHoSo: status,
    NgayKetThucXuLy: end,
    DonViXuLy: unitName,
    HoSoCoThanhPhanSoHoa: digitised,
    DuocThanhToanTrucTuyen: paid,
    TaiLieuNop: [{ TenTepDinhKem: 'cccd-nguyen-van-a.pdf', DuocTaiSuDung: reused }],
    DanhSachLePhi: fee === '1' ? [{ Gia: '30000' }] : [{ Gia: '0' }],
    DanhSachGiayToKetQua: result === '1' ? [{ DuongDanTepTinKetQua: 'https://kq.example/1.pdf' }] : [],
    DanhSachHoSoBoSung: status === '5' ? [...earlier, { NgayBoSung: pause }] : [],
  }
}
