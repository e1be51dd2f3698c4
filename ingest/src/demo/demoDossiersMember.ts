import { hanoiOffsetMs } from '@city/domain/time/hanoiTime.ts'
import type { DemoAct, DemoLife } from './demoDossiersPlan.ts'

/** What the one-stop system sends: the envelope of the national exchange (dossiers.md 2.1). */
export interface DossierMessage {
  service: 'DongBoHoSoMC' | 'CapNhatTienDoHoSoMC'
  isUpdating?: 'True' | 'False'
  madonvi: string
  data: Record<string, unknown>[]
}

const channelCodes = { counter: '1', online: '2', postal: '3' } as const

/** The dossier as its system would describe it at `at`, or undefined when it has not been handed in yet.
 *  All values are texts, as in the exchange. The applicant is invented: the receiver must not keep one. */
export function memberAt(life: DemoLife, at: number): Record<string, unknown> | undefined {
  const past = life.acts.filter((act) => act.at <= at).toSorted((one, other) => one.at - other.at)
  const now = past.at(-1)
  if (!now) return undefined
  const time = (status: number) => localText(past.find((act) => act.status === status)?.at)
  const ended = past.find((act) => act.status === 9 || act.status === 7)
  return {
    MaHoSo: life.code,
    MaTTHC: life.procedure.code,
    TenTTHC: life.procedure.name,
    MaLinhVuc: life.field.code,
    TenLinhVuc: life.field.name,
    KenhThucHien: channelCodes[life.channel],
    MucDo: String(life.procedure.level),
    ChuHoSo: 'Người nộp mô phỏng',
    LoaiDoiTuong: '1',
    NgayNopHoSo: localText(life.submittedAt),
    NgayTiepNhan: time(2),
    NgayHenTra: time(2) && localText(life.dueAt),
    TrangThaiHoSo: String(now.status),
    NgayKetThucXuLy: localText(ended?.at),
    NgayTra: time(10),
    NgayTuChoi: time(3),
    HinhThuc: '0',
    DonViXuLy: life.unitName,
    NoiNopHoSo: life.channel === 'online' ? '1' : '2',
    HoSoCoThanhPhanSoHoa: life.digitised ? '1' : '0',
    DuocThanhToanTrucTuyen: String(life.paid),
    TaiLieuNop: [
      {
        MaThanhPhanHoSo: 'TP01',
        DuocSoHoa: life.digitised ? '1' : '0',
        DuocTaiSuDung: life.reused ? '1' : '0',
      },
    ],
    DanhSachLePhi: [{ TenPhiLePhi: 'Lệ phí', HinhThucThu: '1', Gia: String(life.procedure.fee) }],
    DanhSachHoSoBoSung: roundsAt(past),
    DanhSachGiayToKetQua:
      life.eResult && ended?.status === 9
        ? [{ DuongDanTepTinKetQua: `https://mo-phong.invalid/${life.code}.pdf` }]
        : [],
  }
}

function roundsAt(past: readonly DemoAct[]): Record<string, unknown>[] {
  return past.flatMap((act, index) => {
    if (act.status !== 5) return []
    return [
      {
        HoSoBoSungId: index,
        NgayBoSung: localText(act.at),
        NgayTiepNhanBoSung: localText(past[index + 1]?.at),
      },
    ]
  })
}

/** The progress step of one act. */
export function stepOf(life: DemoLife, act: DemoAct): Record<string, unknown> {
  return {
    MaHoSo: life.code,
    NguoiXuLy: 'Cán bộ mô phỏng',
    ThoiDiemXuLy: localText(act.at),
    NoiDungXuLy: 'Mô phỏng',
    TrangThai: String(act.status),
  }
}

/** yyyyMMddHHmmss in Hanoi; '' when there is no time. */
function localText(time: number | undefined): string {
  if (time === undefined) return ''
  const text = new Date(time + hanoiOffsetMs).toISOString()
  return text.slice(0, 19).replaceAll(/\D/g, '')
}
