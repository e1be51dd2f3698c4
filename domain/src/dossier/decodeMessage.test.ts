import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeMessage } from './decodeMessage.ts'
import { exampleA } from './testMessages.ts'

const now = Date.parse('2025-08-01T00:00:00+07:00')
const good = { MaHoSo: 'H26.01-250701-0001', TrangThaiHoSo: '4', NgayTiepNhan: '20250701081000' }

function reasonOf(member: unknown): string | undefined {
  return decodeMessage({ service: 'DongBoHoSoMC', isUpdating: 'False', data: [member] }, now).rejected[0]
    ?.reason
}

test('a dossier is read from texts', () => {
  const [dossiers] = exampleA()
  const { accepted, rejected } = decodeMessage(dossiers, now)
  expect(rejected).toEqual([])
  expect(accepted[2]!.change).toEqual({
    kind: 'dossier',
    snapshot: {
      code: 'H26.01-250701-0001',
      procedure: '2.000815',
      procedureName: 'Chứng thực bản sao',
      field: 'G03-CT01',
      fieldName: 'Chứng thực',
      unitName: 'UBND phường Ba Đình',
      channel: 'online',
      level: 4,
      submittedAt: null,
      receivedAt: Date.parse('2025-07-01T08:10:00+07:00'),
      dueAt: Date.parse('2025-07-04T08:10:00+07:00'),
      endedAt: Date.parse('2025-07-03T10:00:00+07:00'),
      returnedAt: null,
      refusedAt: null,
      status: 10,
      rounds: [],
      digitised: true,
      reused: true,
      eResult: true,
      financialObligation: true,
      paidOnline: true,
      updating: false,
    },
  })
})

test('numbers say the same as texts', () => {
  const texts = { ...good, KenhThucHien: '2', HoSoCoThanhPhanSoHoa: '1', DuocThanhToanTrucTuyen: '1' }
  const numbers = {
    ...{ MaHoSo: good.MaHoSo, TrangThaiHoSo: 4, NgayTiepNhan: 20250701081000 },
    ...{ KenhThucHien: 2, HoSoCoThanhPhanSoHoa: true, DuocThanhToanTrucTuyen: 1 },
  }
  expect(decodeMessage([numbers], now)).toEqual(decodeMessage([texts], now))
})

test('the three forms of a message say the same', () => {
  const expected = decodeMessage({ service: 'DongBoHoSoMC', isUpdating: 'False', data: [good] }, now).accepted
  expect(decodeMessage([good], now).accepted).toEqual(expected)
  expect(decodeMessage(good, now).accepted).toEqual(expected)
  expect(
    decodeMessage({ service: 'dongbohosomc', session: 's', madonvi: '1', data: [good] }, now).accepted,
  ).toEqual(expected)
})

test('in a bare list the fields tell steps from dossiers', () => {
  const step = { MaHoSo: 'A', TrangThai: 9, ThoiDiemXuLy: '2025-07-03T10:00:00.000', NguoiXuLy: 'Lê C' }
  const kinds = decodeMessage([good, step], now).accepted.map(({ change }) => change.kind)
  expect(kinds).toEqual(['dossier', 'step'])
})

test.each([
  ['missing_code', { ...good, MaHoSo: ' ' }],
  ['missing_code', { ...good, MaHoSo: null }],
  ['bad_shape', { ...good, MaHoSo: 'x'.repeat(10_000_000) }],
  ['bad_shape', { ...good, MaHoSo: { a: 1 } }],
  ['bad_shape', { ...good, NgayTiepNhan: ['20250701081000'] }],
  ['missing_status', { ...good, TrangThaiHoSo: '' }],
  ['unknown_status', { ...good, TrangThaiHoSo: '11' }],
  ['unknown_status', { ...good, TrangThaiHoSo: -1 }],
  ['unknown_status', { ...good, TrangThaiHoSo: 'constructor' }],
  ['impossible_date', { ...good, NgayTiepNhan: '20261332080000' }],
  ['impossible_date', { ...good, NgayHenTra: '20250229080000' }],
  ['impossible_date', { ...good, NgayKetThucXuLy: 'yesterday' }],
  ['future_date', { ...good, NgayTiepNhan: '20250801001100' }],
  ['ended_before_received', { ...good, TrangThaiHoSo: 9, NgayKetThucXuLy: '20250630235959' }],
  ['due_before_received', { ...good, NgayHenTra: '20250630080000' }],
  ['unknown_channel', { ...good, KenhThucHien: '7' }],
  ['bad_shape', 'a text'],
  ['bad_shape', null],
  ['bad_shape', [good]],
])('%s is the reason of a rejected member', (reason, member) => {
  expect(reasonOf(member)).toBe(reason)
})

test('a step needs its time', () => {
  const message = { service: 'CapNhatTienDoHoSoMC', data: [{ MaHoSo: 'A', TrangThai: '4', NguoiXuLy: 'B' }] }
  expect(decodeMessage(message, now).rejected[0]).toMatchObject({ index: 0, reason: 'missing_step_time' })
})

test.each([
  [null, 'bad_shape'],
  ['text', 'bad_shape'],
  [42, 'bad_shape'],
  [{}, 'bad_shape'],
  [{ service: 'DongBoHoSoMC', data: 'no list' }, 'bad_shape'],
  [{ service: 'LayThuTuc', data: [] }, 'unknown_service'],
  [{ service: 'toString', data: [] }, 'unknown_service'],
])('a message that is none is rejected as a whole: %j', (body, reason) => {
  expect(decodeMessage(body, now)).toMatchObject({
    received: 1,
    accepted: [],
    rejected: [{ index: -1, reason }],
  })
})

test('one bad member costs its neighbours nothing and keeps its place', () => {
  const { received, accepted, rejected } = decodeMessage(
    [good, { MaHoSo: 'B' }, { ...good, MaHoSo: 'C' }],
    now,
  )
  expect(received).toBe(3)
  expect(accepted.map(({ index }) => index)).toEqual([0, 2])
  expect(rejected.map(({ index, reason }) => [index, reason])).toEqual([[1, 'missing_status']])
})

test('evidence of a rejected member is short, names nobody, and can be sent again', () => {
  const member = {
    ...{ ...good, NgayHenTra: 'x'.repeat(5_000_000), ChuHoSo: 'Nguyễn Văn A', Email: 'a@example.vn' },
    DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '001099000001' }],
    DanhSachGiayToKetQua: [{ DuongDanTepTinKetQua: 'https://kq.example/nguyen-van-a.pdf' }],
  }
  const { raw } = decodeMessage([member], now).rejected[0]!
  expect(raw.length).toBeLessThan(2000)
  for (const secret of ['Nguyễn', 'example', '001099']) expect(raw).not.toContain(secret)
  const change = decodeMessage([{ ...JSON.parse(raw), NgayHenTra: '' }], now).accepted[0]!.change
  expect(change.kind === 'dossier' && change.snapshot.eResult).toBe(true)
})

test('a list nested a hundred thousand deep is rejected like any other nonsense', () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
  expect(reasonOf(deep)).toBe('bad_shape')
})

test('any JSON is answered: every member is accepted or rejected, once', () => {
  const field = fc.constantFrom(
    'MaHoSo',
    'TrangThaiHoSo',
    'NgayTiepNhan',
    'ThoiDiemXuLy',
    'TrangThai',
    'DanhSachLePhi',
    'TaiLieuNop',
  )
  const member = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(field, fc.oneof(fc.jsonValue(), fc.constant('20250701081000'), fc.nat(12))),
  )
  const envelope = fc.record({
    service: fc.constantFrom('DongBoHoSoMC', 'CapNhatTienDoHoSoMC', ''),
    data: fc.oneof(fc.array(member), fc.jsonValue()),
  })
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.array(member), envelope), (body) => {
      const { received, accepted, rejected } = decodeMessage(body, now)
      expect(accepted.length + rejected.length).toBe(received)
      expect(new Set([...accepted, ...rejected].map(({ index }) => index)).size).toBe(received)
    }),
    { numRuns: 500 },
  )
})
