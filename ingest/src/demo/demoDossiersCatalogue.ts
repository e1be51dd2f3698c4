/** A procedure of the simulated one-stop system. `hours`: working hours of handling, 8 = one working day. */
export interface DemoProcedure {
  code: string
  name: string
  /** MucDo: 4 full-process, 3 partial, 2 information only. */
  level: 2 | 3 | 4
  hours: number
  /** đồng; 0 = free */
  fee: number
}

/** A field of administration with its share of all dossiers (dossiers.md 6.4: weights are assumptions, times typical). */
export interface DemoField {
  code: string
  name: string
  weight: number
  /** Handled by a city agency, not by the communes. */
  agency: string | null
  /** Share that must pay before handling goes on. */
  obligation: number
  procedures: readonly DemoProcedure[]
}

function procedure(code: string, name: string, level: 2 | 3 | 4, hours: number, fee = 0): DemoProcedure {
  return { code, name, level, hours, fee }
}

export const demoFields: readonly DemoField[] = [
  {
    ...{ code: 'G15-TP02', name: 'Chứng thực', weight: 0.34, agency: null, obligation: 0.02 },
    procedures: [
      procedure('2.000815', 'Chứng thực bản sao từ bản chính', 4, 4, 2000),
      procedure('2.000884', 'Chứng thực chữ ký', 2, 4, 10000),
    ],
  },
  {
    ...{ code: 'G15-TP06', name: 'Hộ tịch', weight: 0.22, agency: null, obligation: 0.01 },
    procedures: [
      procedure('1.001193', 'Đăng ký khai sinh', 4, 8),
      procedure('1.000894', 'Đăng ký kết hôn', 3, 8),
      procedure('1.004873', 'Cấp giấy xác nhận tình trạng hôn nhân', 4, 24),
      procedure('2.000635', 'Cấp bản sao trích lục hộ tịch', 4, 8, 8000),
    ],
  },
  {
    ...{ code: 'G13-DD01', name: 'Đất đai', weight: 0.15, obligation: 0.4 },
    agency: 'Văn phòng Đăng ký đất đai Hà Nội',
    procedures: [
      procedure('1.012783', 'Đăng ký biến động do chuyển nhượng, tặng cho, thừa kế', 3, 64, 500000),
      procedure('1.012756', 'Đăng ký đất đai lần đầu', 3, 136, 100000),
      procedure('1.012790', 'Cấp đổi giấy chứng nhận', 3, 40, 50000),
    ],
  },
  {
    ...{ code: 'G05-KD01', name: 'Đăng ký hộ kinh doanh', weight: 0.09, agency: null, obligation: 0.02 },
    procedures: [procedure('1.001612', 'Đăng ký thành lập hộ kinh doanh', 4, 24, 100000)],
  },
  {
    ...{ code: 'G09-LD03', name: 'Bảo trợ xã hội', weight: 0.08, agency: null, obligation: 0 },
    procedures: [
      procedure('1.001776', 'Trợ cấp xã hội hằng tháng', 4, 80),
      procedure('1.010832', 'Xác nhận người có công', 3, 160),
    ],
  },
  {
    ...{
      code: 'G17-XD01',
      name: 'Quy hoạch, xây dựng',
      weight: 0.03,
      agency: 'Sở Xây dựng',
      obligation: 0.1,
    },
    procedures: [procedure('1.009122', 'Cấp giấy phép xây dựng', 4, 160, 75000)],
  },
  {
    ...{ code: 'G10-GT02', name: 'Đường bộ', weight: 0.02, agency: 'Sở Xây dựng', obligation: 0.05 },
    procedures: [procedure('2.002286', 'Cấp giấy phép kinh doanh vận tải', 4, 40, 200000)],
  },
  {
    ...{ code: 'G18-YT04', name: 'Khám bệnh, chữa bệnh', weight: 0.07, agency: 'Sở Y tế', obligation: 0.1 },
    procedures: [procedure('1.012275', 'Cấp giấy phép hành nghề', 4, 120, 360000)],
  },
]
