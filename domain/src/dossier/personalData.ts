/** Fields that tell who a person is or how to reach them, or hold free text that may (dossiers.md 2.2–2.4).
 *  The dashboard counts dossiers; it needs none of these, so none of them comes to rest (data minimisation). */
const personal = new Set(
  `ChuHoSo SoGiayToChuHoSo MaDoiTuong DinhDanhCHS SoDinhDanh Email Fax SoDienThoai
   TrichYeuHoSo ThongTinKhac ThongTinTra GhiChu SoBienNhan
   TenTepDinhKem DuongDanTaiTepTin DuongDanTepTinKetQua TenGiayTo
   NguoiXuLy ChucDanh NoiDungXuLy NguoiYeuCauBoSung NoiDungBoSung NguoiTiepNhanBoSung
   ThongTinTiepNhan DanhSachGiayToBoSung session username password`
    .toLowerCase()
    .split(/\s+/),
)

/** Longest text kept of something that is no JSON; dead letters hold at most 64 KiB. */
const rawLimit = 64 * 1024
const removed = '(removed)'

/** JSON of a rejected member with its personal fields blanked out and long texts cut: evidence that names nobody,
 *  and that still decodes to the same figures when it is replayed. */
export function rawWithoutPersonalData(value: unknown): string {
  try {
    const text = JSON.stringify(value, (key, inner: unknown) => {
      if (personal.has(key.toLowerCase()) && inner !== null && inner !== '') return removed
      return typeof inner === 'string' && inner.length > 1000 ? `${inner.slice(0, 1000)}…` : inner
    })
    return text ?? String(value)
  } catch (error) {
    // Lists nested tens of thousands deep parse, but cannot be written again.
    if (error instanceof RangeError) return '(nested too deep to show)'
    throw error
  }
}

/** Text of a rejected payload as evidence: JSON with its personal fields blanked out; text that is no JSON is kept as it
 *  is, unless it names such a field: then nothing of it is kept. */
export function textWithoutPersonalData(text: string): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const lower = text.toLowerCase()
    return [...personal].some((field) => lower.includes(`"${field}"`)) ? removed : text.slice(0, rawLimit)
  }
  return rawWithoutPersonalData(value)
}

/** A rejected payload as evidence: its bytes as they came, so that nothing is lost where they are no UTF-8; a text with
 *  the fields blanked out where it names people. */
export function bytesWithoutPersonalData(bytes: Uint8Array): Uint8Array | string {
  const text = textWithoutPersonalData(new TextDecoder().decode(bytes))
  return text.includes(removed) ? text : bytes
}
