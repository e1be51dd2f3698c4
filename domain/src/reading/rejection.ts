import type { Domain, Names } from '../station/station.ts'

/** Why something that arrived was not accepted, in plain words. Every rejected thing carries one of these. */
const texts = {
  bad_json: { vi: 'Nội dung không phải JSON đọc được', en: 'The content is not readable JSON' },
  bad_shape: {
    vi: 'Nội dung không đúng cấu trúc quy định',
    en: 'The content does not have the agreed shape',
  },
  payload_too_large: { vi: 'Gói tin lớn hơn mức cho phép', en: 'The message is larger than allowed' },
  wrong_topic: { vi: 'Chủ đề MQTT không thuộc hệ thống này', en: 'The MQTT topic is none of this system' },
  simulated: {
    vi: 'Gói tin mô phỏng từ bảng điều khiển, không phải số liệu đo',
    en: 'The message was simulated at a console, it is no measurement',
  },
  undecodable: { vi: 'Không giải mã được nội dung', en: 'The content could not be decoded' },
  missing_station: { vi: 'Thiếu mã trạm (station)', en: 'The station is not named' },
  unknown_device_status: {
    vi: 'Trạng thái thiết bị không phải 00, 01 hay 02',
    en: 'The device status is none of 00, 01, 02',
  },
  unknown_station: { vi: 'Trạm không có trong danh mục', en: 'The station is not in the registry' },
  wrong_domain: {
    vi: 'Trạm thuộc lĩnh vực khác với chủ đề',
    en: 'The station belongs to another domain than the topic says',
  },
  missing_time: { vi: 'Thiếu thời điểm quan trắc (ts)', en: 'The time of observation (ts) is missing' },
  bad_time: {
    vi: 'Không đọc được thời điểm quan trắc (ts)',
    en: 'The time of observation (ts) cannot be read',
  },
  future_time: {
    vi: 'Thời điểm quan trắc ở tương lai quá 10 phút: đồng hồ trạm sai',
    en: 'The time of observation is more than 10 minutes ahead: the station clock is wrong',
  },
  no_values: { vi: 'Không có giá trị nào dùng được', en: 'There is no usable value' },
  not_a_number: { vi: 'Giá trị không phải là số', en: 'The value is not a number' },
  unknown_parameter: { vi: 'Thông số không có trong danh mục', en: 'The parameter is not known' },
  unknown_unit: { vi: 'Đơn vị đo không quy đổi được', en: 'The unit cannot be converted' },
  store_refused: { vi: 'Kho số liệu từ chối điểm này', en: 'The store refused this point' },
  bad_file_name: { vi: 'Tên tệp không đúng quy định', en: 'The file name does not follow the rule' },
  bad_line: { vi: 'Dòng trong tệp không đúng 5 cột', en: 'A line of the file does not have 5 columns' },
  empty_file: { vi: 'Tệp rỗng', en: 'The file is empty' },
  not_utf8: {
    vi: 'Tệp không phải UTF-8: cần khai báo bảng mã trong hồ sơ trạm',
    en: 'The file is not UTF-8: the profile of the station has to name its encoding',
  },
  unexpected_unit: {
    vi: 'Đơn vị đo khác với đơn vị quy định cho thông số này',
    en: 'The unit is not the one agreed for this parameter',
  },
  duplicate_line: {
    vi: 'Thông số lặp lại trong cùng một tệp: giữ dòng đầu tiên',
    en: 'The parameter stands twice for one moment of the file: the first line is kept',
  },
  bad_row: { vi: 'Không đọc được một dòng của tệp', en: 'A row of the file cannot be read' },
  bad_flag: {
    vi: 'Cờ chất lượng không phải 1, 2, 3, 4 hay 9',
    en: 'The quality flag is none of 1, 2, 3, 4, 9',
  },
  bad_measurement: {
    vi: 'Dòng không phải số liệu của trạm (air, rain, water, flood)',
    en: 'The line is no reading of a station (air, rain, water, flood)',
  },
  missing_code: { vi: 'Thiếu mã hồ sơ', en: 'The dossier code is missing' },
  unknown_status: {
    vi: 'Trạng thái hồ sơ không có trong danh mục',
    en: 'The dossier status is not in the code list',
  },
  impossible_date: { vi: 'Ngày giờ trong hồ sơ không thể có', en: 'A date in the dossier is impossible' },
  future_date: {
    vi: 'Ngày giờ của việc đã xảy ra lại ở tương lai',
    en: 'A date of something that has happened lies in the future',
  },
  ended_before_received: {
    vi: 'Hồ sơ kết thúc trước ngày tiếp nhận',
    en: 'The dossier ends before it was received',
  },
  due_before_received: {
    vi: 'Ngày hẹn trả trước ngày tiếp nhận',
    en: 'The dossier is due before it was received',
  },
  missing_status: { vi: 'Thiếu trạng thái hồ sơ', en: 'The dossier status is missing' },
  missing_step_time: {
    vi: 'Thiếu thời điểm xử lý (ThoiDiemXuLy)',
    en: 'The time of the step (ThoiDiemXuLy) is missing',
  },
  unknown_channel: {
    vi: 'Kênh thực hiện không phải 1, 2 hoặc 3',
    en: 'The channel of submission is not 1, 2 or 3',
  },
  unknown_service: {
    vi: 'Tên dịch vụ (service) không thuộc hệ thống này',
    en: 'The service of the message is none of this system',
  },
} as const satisfies Record<string, Names>

export type RejectionReason = keyof typeof texts

/** One rejected thing. `scope`: the whole payload, one reading of it, or one value of an accepted reading. */
export interface Rejection {
  scope: 'payload' | 'reading' | 'value'
  reason: RejectionReason
  detail: string
  station: string | null
  /** Domain of the topic it came by; absent where no topic named one. A replay needs it. */
  domain?: Domain
  /** Text, or bytes where what came is not valid UTF-8. */
  raw: string | Uint8Array
  /** One letter for all that have the same source, station, reason and detail, whatever their content. */
  once?: boolean
}

/** Reasons whose content no correction of names, registry or rules can make readable. */
const unreadable = new Set<string>([
  ...(['bad_json', 'payload_too_large', 'wrong_topic', 'undecodable'] as const),
  ...(['bad_file_name', 'bad_line', 'empty_file', 'not_utf8'] as const),
] satisfies RejectionReason[])

/** Whether a rejected thing can be taken in again: it was readable, it is JSON (a line of a station file is none), and
 *  the whole of it was kept.
 *  @param letter `size`: bytes as received; `raw`: what was kept of them */
export function isReplayable(letter: {
  scope: string
  reason: string
  size: number
  raw: Uint8Array
}): boolean {
  const { scope, reason, size, raw } = letter
  if (scope === 'payload' || unreadable.has(reason) || raw.length < size) return false
  const first = raw.find((byte) => byte > 0x20)
  return first === 0x7b || first === 0x5b
}

/** The reason in Vietnamese and English; an unknown code is shown as it is. */
export function reasonText(reason: string): Names {
  return (texts as Record<string, Names>)[reason] ?? { vi: reason, en: reason }
}
