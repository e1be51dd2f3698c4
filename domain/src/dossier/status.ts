import type { Names } from '../station/station.ts'

/** TrangThaiHoSo: the national code list 1–10 (dossiers.md 1.4), and 0 = inter-agency transfer, still in progress. */
export type DossierStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10

export const statusNames: Readonly<Record<DossierStatus, Names>> = {
  0: { vi: 'Đang liên thông', en: 'In transfer between agencies' },
  1: { vi: 'Mới đăng ký', en: 'Newly submitted' },
  2: { vi: 'Được tiếp nhận', en: 'Accepted' },
  3: { vi: 'Không được tiếp nhận', en: 'Refused at reception' },
  4: { vi: 'Đang xử lý', en: 'Being handled' },
  5: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement requested' },
  6: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Financial obligation requested' },
  7: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn by the applicant' },
  8: { vi: 'Dừng xử lý', en: 'Handling stopped' },
  9: { vi: 'Đã xử lý xong', en: 'Finished' },
  10: { vi: 'Đã trả kết quả', en: 'Result handed over' },
}

/** Status words of the national portal (dossiers.md 1.4). */
const words: Readonly<Record<string, DossierStatus>> = {
  posting: 0,
  interoperating: 0,
  receiving: 1,
  new: 2,
  denied: 3,
  processing: 4,
  waiting: 5,
  paying: 6,
  cancelled: 7,
  unresolved: 8,
  releasing: 9,
  done: 10,
}

/** Status from its code, as text or number, or from its national word.
 *  @returns undefined when the list does not know it */
export function parseStatus(text: string): DossierStatus | undefined {
  const trimmed = text.trim()
  if (/^0?\d$|^10$/.test(trimmed)) return Number(trimmed) as DossierStatus
  const word = trimmed.toLowerCase()
  return Object.hasOwn(words, word) ? words[word] : undefined
}

/** Order of two statuses that bear the same time: what the life cycle does later wins (dossiers.md 1.4, transitions). */
const lifeOrder: readonly DossierStatus[] = [1, 2, 0, 4, 6, 5, 8, 3, 7, 9, 10]

/** Place of a status in the life of a dossier; larger is later. */
export function lifeRank(status: DossierStatus): number {
  return lifeOrder.indexOf(status)
}

/** Finished, handed over or withdrawn. Status 8 ends a dossier only when an end time is given: see dossierOf. */
export function isEnding(status: DossierStatus): boolean {
  return status === 7 || status === 9 || status === 10
}

/** The clock stands still: supplement (5), financial obligation (6), stopped (8). */
export function isPausing(status: DossierStatus): boolean {
  return status === 5 || status === 6 || status === 8
}

/** Counted in the figures: accepted at some time, so neither awaiting reception (1) nor refused (3). */
export function isCounted(status: DossierStatus): boolean {
  return status !== 1 && status !== 3
}
