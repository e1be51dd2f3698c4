import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mappingTable } from '../profile/mappingTable.ts'
import type { Domain, Station } from '../station/station.ts'
import { fileTimeReader } from '../time/fileTime.ts'
import { ColumnsBuilder } from './columnsBuilder.ts'
import { csvDecoder, type CsvContext } from './decodeCsv.ts'
import { csvColumns } from './decodeCsvColumns.ts'
import { decodeCsvHeader, type WideForm } from './decodeCsvHeader.ts'
import { plainRows } from './decodeCsvPlain.ts'
import type { DecodedReading } from './decodeReadings.ts'
import type { FileLines } from './fileLines.ts'
import { readingsOf } from './readingColumns.ts'

const now = Date.parse('2026-11-22T00:05:00Z')
const stationOf = (id: string, domain: Domain): Station => ({
  id,
  domain,
  name: { vi: id, en: id },
  lat: 21,
  lon: 105.8,
  intervalS: 300,
  owner: '',
  kind: '',
  parameters: [],
  positionQuality: '',
})
const ids = [
  ['AQ-01', 'air'],
  ['AQ-02', 'air'],
  ['WL-01', 'water'],
  ['Hồ Tây', 'air'],
] as const
const stations = new Map<string, Station>(ids.map(([id, domain]) => [id, stationOf(id, domain)]))
const mappings = mappingTable(
  [
    { kind: 'station', from: 'aq1', to: 'AQ-01', domain: 'air' } as Parameters<
      typeof mappingTable
    >[0][number],
  ],
  stations,
)

function linesOf(rows: readonly string[]): FileLines {
  const bytes = new TextEncoder().encode(rows.map((row) => `${row}\n`).join(''))
  const ends = Int32Array.from([...bytes.keys()].filter((at) => bytes[at] === 10))
  return { bytes, ends, length: rows.length, text: (index) => rows[index]! }
}

/** Both ways of the same rows: readings and faults. */
function bothWays(header: string, rows: readonly string[], more: Partial<CsvContext> = {}) {
  const known = { stations, mappings, readTime: fileTimeReader('+07:00'), decimalComma: false, ...more }
  const named = more.station === undefined ? {} : { station: stations.get(more.station) }
  const form = decodeCsvHeader(header, named)
  const columns = new ColumnsBuilder()
  const taken: DecodedReading[] = []
  const used = csvColumns(form, known, columns)(linesOf(rows), now, true, (decoded) => {
    if (decoded.reading) columns.add(decoded.reading)
    if (decoded.rejections.length > 0) taken.push(decoded)
  })
  expect(used).toBe(rows.length)
  const { decoded } = csvDecoder(form)(rows, { ...known, now }, true)
  return {
    columns: { readings: readingsOf(columns.take()), faults: taken },
    careful: {
      readings: decoded.flatMap(({ reading }) => (reading ? [reading] : [])),
      faults: decoded.filter(({ rejections }) => rejections.length > 0),
    },
  }
}

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.nat(999_999)).map(([whole, rest]) => `${whole}.${rest}`),
  fc.stringMatching(/^-?\d{0,18}[.,]?\d{0,18}$/),
  fc.integer({ min: -100, max: 2000 }).map(String),
)
const nasty = fc.constantFrom(
  ...[
    '',
    ' ',
    '1e5',
    '1E-3',
    '007',
    '-007',
    '-0',
    '0',
    '.5',
    '-.5',
    '5.',
    '-',
    '.',
    '+1',
    'NaN',
    'Infinity',
    '0x1F',
  ],
  ...[
    '"3.5"',
    '" 3"',
    '3 ',
    ' 3',
    '1,5',
    '"1,5"',
    '1.2.3',
    '--1',
    '1-',
    '9007199254740993',
    '999999999999999',
  ],
  ...['0.1234567890123456789', '123456789012345.6', 'x', 'ư', '"', '1\r', '\u00a05', '1000.5', '501'],
)
const cell = fc.oneof({ weight: 3, arbitrary: number }, nasty)
const flag = fc.constantFrom('', '', '1', '2', '3', '4', '9', '7', '0', '01', ' 3', '"4"', 'x', '1.0')
const station = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('AQ-01', 'AQ-02', 'WL-01', 'aq1', 'Hồ Tây') },
  fc.constantFrom('', 'AQ-99', ' AQ-01', 'AQ-01 ', '"AQ-02"', 'aq-01', 'AQ-0', 'AQ-011', '\u00a0AQ-01'),
)
const clock = fc
  .tuple(fc.nat(25), fc.nat(61), fc.nat(61))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')))
const time = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom('2026-11-21', '2026-11-22', '2026-02-30', '1999-12-31'),
        fc.constantFrom('T', ' ', 't'),
        clock,
      )
      .chain(([day, mark, parts]) =>
        fc
          .constantFrom('Z', 'z', '+07:00', '-05:00', '', '.5', '.5Z', '.250+07:00', '+7:00')
          .map((rest) => `${day}${mark}${parts.join(':')}${rest}`),
      ),
  },
  fc.integer({ min: now - 1e9, max: now + 1e6 }).map(String),
  fc.constantFrom(
    '',
    ' ',
    '2026-11-22T00:00',
    '1795305600',
    '"2026-11-22T00:00:00Z"',
    ' 1795219200000',
    'x',
    '0946684800000',
  ),
)
const end = fc.constantFrom('', '', '', '\r', '\r\r', ',', ' ')
const other = fc.constantFrom('# a note', '', ' ', '\r', ',,', ',,,,,', '"', 'AQ-01', ';;;', '\t\t\t\t')

test.each([
  ['time,station,pm25,pm10,co', {}],
  ['station,co (mg/m³),pm25 (µg/m³),pm10,time', {}],
  ['time,station,pm25,q_pm25,pm10', {}],
  ['time,station,pm25,pm25 flag,pm10', {}],
  ['time;station;pm25;pm10;temp', { decimalComma: true }],
  ['time;station;pm25;pm10;temp', {}],
  ['time\tstation\tpm25\tpm10\ttemp', { decimalComma: true }],
  ['time,station,pm25,pm2.5,pm10', {}],
  ['time,pm25,pm10,no2,no', { station: 'AQ-01' }],
] as const)('%s %j: rows into columns are what they are one by one', (header, more) => {
  const delimiter = /[;\t]/.exec(header)?.[0] ?? ','
  const names = header.split(delimiter)
  const cells = names.map((name) =>
    name === 'time' ? time : name === 'station' ? station : /^q_| flag$/.test(name) ? flag : cell,
  )
  const row = fc.tuple(fc.tuple(...cells), end).map(([parts, rest]) => parts.join(delimiter) + rest)
  const rows = fc.array(fc.oneof({ weight: 9, arbitrary: row }, other), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(rows, (some) => {
      const { columns, careful } = bothWays(header, some, more)
      expect(columns).toEqual(careful)
    }),
    { numRuns: 500 },
  )
})

test('the order of the file stays where plain rows and others take turns', () => {
  const rows = ['35', '1e1', '36', ' 37', '38'].map(
    (value, i) => `2026-11-21T07:0${i}:00+07:00,AQ-01,${value}`,
  )
  const { columns } = bothWays('time,station,pm25', rows)
  expect(columns.readings.map(({ values }) => values.pm25)).toEqual([35, 10, 36, 37, 38])
})

test('what most files hold is plain', () => {
  const form = decodeCsvHeader('time,station,pm25,q_pm25,co (mg/m³)') as WideForm
  const columns = new ColumnsBuilder()
  const known = { stations, readTime: fileTimeReader(), decimalComma: false }
  const plain = plainRows(form, known, columns)
  for (const row of [
    '2026-11-21T07:00:00+07:00,AQ-01,35.25,,0.9',
    '2026-11-21T07:00:00+07:00,AQ-02,750,1,0.9\r',
    '2026-11-21T07:01:00+07:00,AQ-01,-1,4,',
    '1795219200000,AQ-02,,,1',
  ]) {
    const bytes = new TextEncoder().encode(row)
    expect(plain(bytes, 0, bytes.length, now), row).toBe(true)
  }
  const at = Date.parse('2026-11-21T00:00:00Z')
  const air = { domain: 'air' }
  expect(readingsOf(columns.take())).toEqual([
    { ...air, station: 'AQ-01', time: at, values: { pm25: 35.25, co: 900 }, flags: {} },
    { ...air, station: 'AQ-02', time: at, values: { pm25: 750, co: 900 }, flags: { pm25: 3 } },
    { ...air, station: 'AQ-01', time: at + 60_000, values: { pm25: -1 }, flags: { pm25: 4 } },
    { ...air, station: 'AQ-02', time: 1795219200000, values: { co: 1000 }, flags: {} },
  ])
})
