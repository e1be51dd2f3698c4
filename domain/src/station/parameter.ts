import type { Domain, Names } from './station.ts'

/** What is measured. `unit`: canonical unit, as stored and shown. `fail`/`suspect`: gross-range limits in that unit,
 *  environment.md 7.3 (project defaults, inclusive; null = no test). `decimals`: for display only.
 *  `aliases`: other spellings accepted on arrival (environment.md 4.5), compared without case. */
export interface Parameter {
  id: string
  unit: string
  name: Names
  decimals: number
  fail: readonly [number, number] | null
  suspect: readonly [number, number] | null
  aliases: readonly string[]
}

type Range = readonly [number, number] | null

function parameter(
  id: string,
  unit: string,
  vi: string,
  en: string,
  decimals: number,
  fail: Range,
  suspect: Range,
  ...aliases: string[]
): Parameter {
  return { id, unit, name: { vi, en }, decimals, fail, suspect, aliases }
}

const temperature = parameter('temp', '°C', 'Nhiệt độ', 'Temperature', 1, [-5, 50], [3, 43], 'nhiệt độ')

/** Metals (dissolved or total, as the laboratory reports) and pesticides of VN_WQI groups II and III (environment.md 2.1).
 *  7.3 has no ranges for them: a hundred times the level where the sub-index is lowest fails, that level itself is
 *  suspect [P]. */
const laboratory: readonly Parameter[] = [
  parameter('as', 'mg/L', 'Asen', 'Arsenic', 4, [0, 10], [0, 1], 'arsenic', 'asen'),
  parameter('cd', 'mg/L', 'Cadimi', 'Cadmium', 4, [0, 10], [0, 1], 'cadmium', 'cadimi'),
  parameter('pb', 'mg/L', 'Chì', 'Lead', 4, [0, 50], [0, 5], 'lead', 'chì'),
  parameter('cr6', 'mg/L', 'Crom VI', 'Chromium VI', 4, [0, 10], [0, 1], 'cr6+', 'cr(vi)', 'crvi', 'cr_6'),
  parameter('cu', 'mg/L', 'Đồng', 'Copper', 3, [0, 200], [0, 20], 'copper', 'đồng'),
  parameter('zn', 'mg/L', 'Kẽm', 'Zinc', 3, [0, 300], [0, 30], 'zinc', 'kẽm'),
  parameter('hg', 'mg/L', 'Thủy ngân', 'Mercury', 5, [0, 1], [0, 0.1], 'mercury', 'thủy ngân'),
  parameter('aldrin', 'µg/L', 'Aldrin', 'Aldrin', 3, [0, 100], [0, 10]),
  parameter('bhc', 'µg/L', 'BHC', 'BHC', 3, [0, 20], [0, 2], 'lindane', 'hch'),
  parameter('dieldrin', 'µg/L', 'Dieldrin', 'Dieldrin', 3, [0, 100], [0, 10]),
  parameter('ddts', 'µg/L', 'Tổng DDT', 'DDTs', 3, [0, 1000], [0, 100], 'ddt'),
  parameter(
    'heptachlor',
    'µg/L',
    'Heptachlor và heptachlorepoxide',
    'Heptachlor & epoxide',
    3,
    [0, 200],
    [0, 20],
    'heptachlor & heptachlorepoxide',
    'heptachlorepoxide',
  ),
]

const byDomain: Readonly<Record<Domain, readonly Parameter[]>> = {
  air: [
    parameter('pm25', 'µg/m³', 'PM2.5', 'PM2.5', 1, [-5, 1000], [0, 500], 'pm2.5', 'pm2,5', 'pm2_5'),
    parameter('pm10', 'µg/m³', 'PM10', 'PM10', 1, [-5, 2000], [0, 600]),
    parameter('pm1', 'µg/m³', 'PM1', 'PM1', 1, [-5, 1000], [0, 500]),
    parameter('so2', 'µg/m³', 'SO₂', 'SO₂', 1, [-10, 5000], [0, 1000]),
    parameter('no2', 'µg/m³', 'NO₂', 'NO₂', 1, [-10, 4000], [0, 500]),
    parameter('no', 'µg/m³', 'NO', 'NO', 1, [-10, 4000], [0, 800]),
    parameter('nox', 'µg/m³', 'NOₓ', 'NOₓ', 1, null, null),
    parameter('o3', 'µg/m³', 'O₃', 'O₃', 1, [-10, 1200], [0, 500]),
    parameter('co', 'µg/m³', 'CO', 'CO', 0, [-500, 150_000], [0, 30_000]),
    parameter('bc', 'µg/m³', 'Carbon đen', 'Black carbon', 1, null, null),
    temperature,
    parameter('rh', '%', 'Độ ẩm', 'Relative humidity', 0, [0, 103], [10, 100], 'humidity'),
    parameter('pres', 'hPa', 'Khí áp', 'Pressure', 1, [950, 1060], [985, 1045], 'p', 'pressure'),
    parameter('ws', 'm/s', 'Tốc độ gió', 'Wind speed', 1, [0, 75], [0, 35], 'windspeed'),
    parameter('wd', '°', 'Hướng gió', 'Wind direction', 0, [0, 360], null, 'winddir'),
    parameter('rad', 'W/m²', 'Bức xạ', 'Solar radiation', 0, [-20, 1500], [-5, 1300], 'radiation'),
  ],
  rain: [
    parameter('rain_10m', 'mm', 'Mưa 10 phút', 'Rain, 10 min', 1, [0, 60], [0, 30], 'rain10m'),
    parameter('rain_1h', 'mm', 'Mưa 1 giờ', 'Rain, 1 h', 1, [0, 250], [0, 120], 'rain1h'),
    parameter('rain_day', 'mm', 'Mưa trong ngày', 'Rain, day', 1, [0, 1000], [0, 400], 'rainday'),
    parameter(
      'tips',
      'tips',
      'Số lần lật gáo',
      'Bucket tips counted',
      0,
      [0, 1e9],
      null,
      'tip',
      'tip_count',
      'tipcount',
    ),
    parameter('batt', 'V', 'Điện áp pin', 'Battery', 1, [0, 30], [11.5, 15]),
  ],
  water: [
    { ...temperature, fail: [0, 45], suspect: [8, 38] },
    parameter('ph', '', 'pH', 'pH', 2, [0, 14], [5.5, 10]),
    parameter('do', 'mg/L', 'Oxy hòa tan', 'Dissolved oxygen', 1, [0, 25], [0, 18]),
    parameter('ec', 'µS/cm', 'Độ dẫn điện', 'Conductivity', 0, [5, 5000], [150, 800], 'cond', 'conductivity'),
    parameter('turbidity', 'NTU', 'Độ đục', 'Turbidity', 1, [0, 4000], [0, 300], 'turb', 'độ đục'),
    parameter('tss', 'mg/L', 'TSS', 'TSS', 1, [0, 1000], [0, 300]),
    parameter('cod', 'mg/L', 'COD', 'COD', 1, [0, 500], [1, 100]),
    parameter('bod5', 'mg/L', 'BOD₅', 'BOD₅', 1, [0, 300], [0, 80]),
    parameter('toc', 'mg/L', 'TOC', 'TOC', 1, [0, 200], [0.5, 50]),
    parameter(
      'nh4n',
      'mg/L',
      'Amoni (NH₄-N)',
      'Ammonium (NH₄-N)',
      2,
      [0, 50],
      [0, 5],
      'nh4',
      'nh4-n',
      'nh4+',
      'nh4_n',
      'n-nh4',
      'amoni',
    ),
    parameter(
      'no3n',
      'mg/L',
      'Nitrat (NO₃-N)',
      'Nitrate (NO₃-N)',
      2,
      [0, 100],
      [0, 15],
      'no3',
      'no3-n',
      'no3_n',
      'n-no3',
    ),
    parameter(
      'no2n',
      'mg/L',
      'Nitrit (NO₂-N)',
      'Nitrite (NO₂-N)',
      3,
      [0, 10],
      [0, 1],
      'no2',
      'no2-n',
      'no2_n',
      'n-no2',
    ),
    parameter(
      'po4p',
      'mg/L',
      'Phosphat (PO₄-P)',
      'Phosphate (PO₄-P)',
      2,
      [0, 10],
      [0, 2],
      'po4',
      'po4-p',
      'po4_p',
      'p-po4',
    ),
    parameter('chla', 'µg/L', 'Diệp lục a', 'Chlorophyll-a', 1, [0, 1000], [0, 300], 'chlorophyll-a'),
    parameter(
      'do_sat',
      '%',
      'Oxy hòa tan, % bão hòa',
      'Dissolved oxygen saturation',
      0,
      [0, 300],
      [0, 220],
      'do%',
      'do_percent',
      'dosat',
    ),
    parameter('tp', 'mg/L', 'Tổng P', 'Total P', 2, [0, 20], [0, 2], 'total p', 'total_p', 'tổng p', 't-p'),
    parameter('tn', 'mg/L', 'Tổng N', 'Total N', 2, [0, 100], [0, 20], 'total n', 'total_n', 'tổng n', 't-n'),
    parameter('phycocyanin', 'RFU', 'Phycocyanin', 'Phycocyanin', 1, null, null),
    parameter('coliform', 'MPN/100 mL', 'Coliform', 'Coliform', 0, [0, 1e8], [0, 1e6]),
    parameter(
      'ecoli',
      'MPN/100 mL',
      'E. coli',
      'E. coli',
      0,
      [0, 1e8],
      [0, 1e6],
      'e. coli',
      'e.coli',
      'e_coli',
    ),
    parameter(
      'coliform_heat',
      'MPN/100 mL',
      'Coliform chịu nhiệt',
      'Heat-resistant coliform',
      0,
      [0, 1e8],
      [0, 1e6],
      'fecal_coliform',
      'coliform chịu nhiệt',
    ),
    ...laboratory,
    parameter(
      'water_level',
      'm',
      'Mực nước',
      'Water level',
      2,
      [4, 8],
      [5.2, 6.3],
      'waterlevel',
      'level',
      'mn',
    ),
    parameter(
      'flow',
      'm³/s',
      'Lưu lượng',
      'Flow',
      2,
      null,
      null,
      'luu luong',
      'lưu lượng',
      'flowin',
      'flow_out',
    ),
  ],
  flood: [
    parameter('depth_cm', 'cm', 'Độ sâu ngập', 'Flood depth', 0, [0, 300], [0, 100], 'depth'),
    { ...parameter('batt', 'V', 'Điện áp pin', 'Battery', 1, [0, 30], [11.5, 15]) },
  ],
}

const lookup = Object.fromEntries(
  Object.entries(byDomain).map(([domain, list]) => [
    domain,
    new Map(list.flatMap((one) => [...one.aliases, one.id].map((name) => [name.toLowerCase(), one]))),
  ]),
) as Record<Domain, Map<string, Parameter>>

/** All parameters of a domain, the headline one first. */
export function parametersOf(domain: Domain): readonly Parameter[] {
  return byDomain[domain]
}

/** The parameter that a producer means by `spelling`, or undefined when the name is not known in this domain. */
export function findParameter(domain: Domain, spelling: string): Parameter | undefined {
  return lookup[domain].get(spelling) ?? lookup[domain].get(parameterSpelling(spelling))
}

/** A parameter's name as it is compared. */
export function parameterSpelling(text: string): string {
  return text.trim().toLowerCase()
}
