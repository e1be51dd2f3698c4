import type { Names } from '../station/station.ts'
import { flag } from './flag.ts'
import { arrivedState, flagOfState } from './arrivedState.ts'
import type { TestOutcomes } from './tests.ts'

/** Why a value is not simply good, in words. */
export const qualityReasons = {
  calibration: { vi: 'Thiết bị đang hiệu chuẩn', en: 'The device was being calibrated' },
  device_fault: { vi: 'Thiết bị báo lỗi', en: 'The device reported a fault' },
  unknown_status: { vi: 'Trạng thái thiết bị không rõ', en: 'The device status is not known' },
  given: { vi: 'Bên gửi đã gắn cờ', en: 'The sender flagged it' },
  range: { vi: 'Ngoài khoảng hợp lý', en: 'Outside the plausible range' },
  step: { vi: 'Thay đổi quá nhanh', en: 'It changed too fast' },
  spike: { vi: 'Đỉnh nhọn đơn lẻ', en: 'A single spike' },
  flat: { vi: 'Giá trị đứng yên quá lâu', en: 'It stood still too long' },
  cross: { vi: 'Mâu thuẫn với thông số hoặc trạm khác', en: 'It contradicts other parameters or stations' },
  override: { vi: 'Chuyên viên đã quyết định', en: 'An analyst decided' },
  clipped: { vi: 'Giá trị âm nhỏ, tính trung bình là 0', en: 'Slightly negative, counts as 0 in averages' },
} as const satisfies Record<string, Names>
export type QualityReason = keyof typeof qualityReasons

/** Why a value has its flag: what found fault with it, and notes. */
export function reasonsOf(outcomes: Readonly<TestOutcomes>): QualityReason[] {
  const reasons: QualityReason[] = []
  const { device } = outcomes
  if (device === arrivedState.calibration) reasons.push('calibration')
  else if (device === arrivedState.deviceFault) reasons.push('device_fault')
  else if (device === arrivedState.unknownStatus) reasons.push('unknown_status')
  else if (flagOfState(device) !== flag.good) reasons.push('given')
  for (const test of ['range', 'step', 'spike', 'flat', 'cross'] as const)
    if (outcomes[test] >= flag.suspect) reasons.push(test)
  if (outcomes.override !== 0) reasons.push('override')
  if (outcomes.clipped !== 0) reasons.push('clipped')
  return reasons
}
