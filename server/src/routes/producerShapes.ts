import { z } from 'zod'
import { readingBody } from '@city/domain/reading/decodeReadings.ts'

/* What producers send and are answered, for the API description. Ingest judges each member for itself, so that one bad
 * member never costs its neighbours; nothing is refused here. */

const postedReading = readingBody.extend({ station: z.string().describe('station id') })
export const postedReadings = z.union([postedReading, z.array(postedReading)])

export const outcome = z.object({
  received: z.number().int(),
  stored: z.number().int(),
  duplicate: z.number().int(),
  rejected: z.number().int().describe('each with its reason at /api/v1/dead-letters'),
  waiting: z
    .number()
    .int()
    .describe('durable in the journal; the series store is away or busy with what came before'),
})

const text = z.union([z.string(), z.number()])
const moment = text.describe('yyyyMMddHHmmss, time of Hanoi')

const postedDossier = z.looseObject({
  MaHoSo: z.string().describe('dossier code'),
  TrangThaiHoSo: text.describe('national code list 1–10'),
  MaTTHC: text.optional().describe('procedure code'),
  TenTTHC: z.string().optional(),
  MaLinhVuc: text.optional(),
  DonViXuLy: z.string().optional().describe('handling unit, by its name'),
  KenhThucHien: text.optional().describe('1 counter, 2 online, 3 postal'),
  MucDo: text.optional().describe('4 full-process, 3 partial, 2 information only'),
  NgayNopHoSo: moment.optional(),
  NgayTiepNhan: moment.optional(),
  NgayHenTra: moment.optional(),
  NgayKetThucXuLy: moment.optional(),
  NgayTra: moment.optional(),
})
const postedStep = z.looseObject({
  MaHoSo: z.string(),
  TrangThai: text.describe('national code list 1–10'),
  ThoiDiemXuLy: moment,
  NguoiXuLy: z.string().optional().describe('not kept'),
})
const envelope = { madonvi: text.optional() }
export const postedDossiers = z.union([
  z.looseObject({
    ...envelope,
    service: z.literal('DongBoHoSoMC'),
    isUpdating: z.union([z.boolean(), z.string()]).optional(),
    data: z.array(postedDossier),
  }),
  z.looseObject({ ...envelope, service: z.literal('CapNhatTienDoHoSoMC'), data: z.array(postedStep) }),
])

export const dossierAnswer = z.object({
  error_code: z.string().describe('00: taken; −1: nothing of it was taken'),
  message: z.string(),
  result: z.object({
    received: z.number().int(),
    stored: z.number().int(),
    duplicate: z.number().int(),
    rejected: z.array(z.object({ index: z.number().int(), reason: z.string(), detail: z.string() })),
  }),
})
