import type { IndicatorFigure, IndicatorItem } from '../api/schemas.ts'
import type { CityProfile } from '../profile/cityProfile.ts'
import type { Names } from '../station/station.ts'

/** A dossier indicator: its code (dossiers.md 3.3), names, and "1" for a ratio or "count" for a number of dossiers. */
export interface DossierIndicator {
  code: string
  name: Names
  unit: '1' | 'count'
}

function indicator(code: string, unit: '1' | 'count', vi: string, en: string): DossierIndicator {
  return { code, unit, name: { vi, en } }
}

export const dossierIndicators: readonly DossierIndicator[] = [
  indicator('K01', 'count', 'Hồ sơ tiếp nhận', 'Dossiers received'),
  indicator('K02', '1', 'Tỷ lệ hồ sơ trực tuyến', 'Online submission rate'),
  indicator('K03', '1', 'Tỷ lệ hồ sơ nộp trực tiếp', 'Counter submission rate'),
  indicator('K03P', '1', 'Tỷ lệ hồ sơ qua bưu chính công ích', 'Postal submission rate'),
  indicator('K04', '1', 'Tỷ lệ giải quyết đúng hạn', 'On-time rate of ended dossiers'),
  indicator('K05', '1', 'Tỷ lệ đúng hạn theo QĐ 766', 'On-time rate (Decision 766)'),
  indicator('K06', '1', 'Tỷ lệ hồ sơ đang giải quyết quá hạn', 'Share of open dossiers overdue'),
  indicator('K09', '1', 'Hồ sơ trực tuyến toàn trình', 'Full-process dossiers submitted online'),
  indicator(
    'K09R',
    '1',
    'Hồ sơ trực tuyến toàn trình trên tổng tiếp nhận',
    'Full-process online, of all received',
  ),
  indicator('K10', '1', 'Tỷ lệ thanh toán trực tuyến', 'Online payment rate'),
  indicator('K11', '1', 'Tỷ lệ số hóa hồ sơ', 'Digitisation rate'),
  indicator('K12', '1', 'Tỷ lệ trả kết quả điện tử', 'Electronic result rate'),
  indicator('K13', '1', 'Tỷ lệ tái sử dụng dữ liệu số hóa', 'Reuse rate of digitised data'),
]

const byCode = new Map(dossierIndicators.map((one) => [one.code, one]))

/** A figure as the indicator list and the live layer show it, with the city's target.
 *  @param asOf when the newest dossier message was received, ms since 1970 UTC; null = none ever came, so no value */
export function indicatorItemOf(
  figure: IndicatorFigure,
  asOf: number | null,
  targets: CityProfile['settings']['indicator_targets'],
): IndicatorItem {
  const known = byCode.get(figure.code)
  const target = targets[figure.code]
  return {
    code: figure.code,
    name: known?.name ?? { vi: figure.code, en: figure.code },
    value: asOf === null ? null : figure.value,
    numerator: asOf === null ? null : figure.numerator,
    denominator: asOf === null ? null : figure.denominator,
    unit: known?.unit ?? '1',
    as_of: asOf === null ? null : new Date(asOf).toISOString(),
    target: target?.target ?? null,
    deadline: target?.deadline ?? null,
    status: asOf === null ? 'not_connected' : 'live',
  }
}
