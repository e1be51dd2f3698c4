import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parametersOf } from '../station/parameter.ts'
import type { Domain, Station } from '../station/station.ts'
import { fileTimeReader } from '../time/fileTime.ts'
import { csvDecoder } from './decodeCsv.ts'
import { decodeCsvHeader } from './decodeCsvHeader.ts'
import { csvNumber, usesDecimalComma } from './decodeCsvLine.ts'
import { decodeBodies } from './decodeReadings.ts'

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
const stations = new Map([stationOf('AQ-01', 'air'), stationOf('WL-01', 'water')].map((one) => [one.id, one]))
const known = { stations, now, readTime: fileTimeReader(), decimalComma: false }

/** Decodes a whole file. */
function decode(text: string, more: { station?: string; decimalComma?: boolean } = {}) {
  const [header = '', ...rows] = text.split('\n')
  const named = more.station === undefined ? {} : { station: stations.get(more.station) }
  return csvDecoder(decodeCsvHeader(header, named))(rows, { ...known, ...more }, true).decoded
}

const at = Date.parse('2026-11-21T00:00:00Z')

describe('a wide file', () => {
  test('a row is a reading: units of the header are converted, empty cells are missing values', () => {
    const [one, two] = decode(
      'time,station,pm25 (µg/m³),co (mg/m3)\n2026-11-21T07:00:00+07:00,AQ-01,35.2,0.9\r\n1795219200000,AQ-01,,1\r',
    )
    expect(one?.reading).toEqual({
      station: 'AQ-01',
      domain: 'air',
      time: at,
      values: { pm25: 35.2, co: 900 },
      flags: {},
    })
    expect(two?.reading?.values).toEqual({ co: 1000 })
  })

  test('our own export keeps its flags; those of others only lower what is judged', () => {
    const [ours] = decode(
      '# Source: a; station AQ-01 b; raw readings;\n'.slice(0, 0) +
        'time,pm25 (µg/m³),pm25 flag\n2026-11-21T00:00:00Z,750,2',
      { station: 'AQ-01' },
    )
    const [theirs, lowered] = decode(
      'time,station,pm25,q_pm25\n2026-11-21T00:00:00Z,AQ-01,750,1\n2026-11-21T00:01:00Z,AQ-01,35,4',
    )
    expect(ours?.reading?.flags).toEqual({ pm25: 2 })
    // 750 µg/m³ lies between the limits of suspect (500) and fail (1000), environment.md 7.3.
    expect(theirs?.reading?.flags).toEqual({ pm25: 3 })
    expect(lowered?.reading?.flags).toEqual({ pm25: 4 })
  })

  test('a flag of no scheme leaves the value not evaluated and is a fault of the value', () => {
    const [decoded] = decode('time,station,pm25,q_pm25\n2026-11-21T00:00:00Z,AQ-01,35,7')
    expect(decoded?.reading).toMatchObject({ values: { pm25: 35 }, flags: { pm25: 2 } })
    expect(decoded?.rejections).toMatchObject([{ scope: 'value', reason: 'bad_flag' }])
  })

  test.each([
    ['bad_row', '2026-11-21T00:00:00Z,AQ-01'],
    ['bad_row', '2026-11-21T00:00:00Z,"AQ-01,1'],
    ['unknown_station', '2026-11-21T00:00:00Z,AQ-77,1'],
    ['missing_station', '2026-11-21T00:00:00Z,,1'],
    ['missing_time', ',AQ-01,1'],
    ['bad_time', '21/11/2026,AQ-01,1'],
    ['future_time', '2026-11-22T01:00:00Z,AQ-01,1'],
    ['no_values', '2026-11-21T00:00:00Z,AQ-01,'],
    ['not_a_number', '2026-11-21T00:00:00Z,AQ-01,0x1F'],
    ['unknown_parameter', '2026-11-21T00:00:00Z,WL-01,1'],
  ])('%s: %s', (reason, row) => {
    const [decoded] = decode(`time,station,pm25\n${row}`)
    expect(decoded?.reading).toBeUndefined()
    expect(decoded?.rejections[0]?.reason).toBe(reason)
  })

  test('quoted cells, comments and blank lines', () => {
    const decoded = decode('time,station,pm25\n# a note\n\n"2026-11-21T00:00:00Z","AQ-01","3.5"')
    expect(decoded.map(({ reading }) => reading?.values)).toEqual([{ pm25: 3.5 }])
  })

  test('every row is judged as the same reading over HTTP is', () => {
    const cell = fc.oneof(
      fc.double({ noNaN: true }).map(String),
      fc.constantFrom('', 'x', '-5', '1e999', ' 3 ', '0b1'),
    )
    const names = parametersOf('air').map(({ id }) => id)
    fc.assert(
      fc.property(fc.array(cell, { minLength: names.length, maxLength: names.length }), (cells) => {
        const [fast] = decode(
          `time,station,${names.join(',')}\n2026-11-21T00:00:00Z,AQ-01,${cells.join(',')}`,
        )
        const number = (text: string) =>
          /^-?\d+(\.\d+)?(e[-+]?\d+)?$/.test(text) && Number.isFinite(Number(text)) ? Number(text) : text
        const values = Object.fromEntries(
          names.flatMap((name, i) => (cells[i]!.trim() === '' ? [] : [[name, number(cells[i]!.trim())]])),
        )
        const [slow] = decodeBodies({ station: 'AQ-01', ts: at, values }, { stations, now })
        expect(fast?.reading).toEqual(slow?.reading)
        expect(fast?.rejections.map(({ reason }) => reason)).toEqual(
          slow?.rejections.map(({ reason }) => reason),
        )
      }),
    )
  })
})

describe('a long file', () => {
  const head = 'time,station,parameter,value,unit,flag\n'

  test('neighbouring rows of a moment are one reading, a parameter that comes again begins another', () => {
    const rows = ['pm25,1,,', 'PM10,2,,', 'pm25,3,,'].map((row) => `2026-11-21T00:00:00Z,AQ-01,${row}`)
    const decoded = decode(head + rows.join('\n'))
    expect(decoded.map(({ reading }) => reading?.values)).toEqual([{ pm25: 1, pm10: 2 }, { pm25: 3 }])
  })

  test('one bad value never costs its neighbours', () => {
    const rows = ['pm25,1,,', 'co,0.9,furlong,', 'pm10,x,,'].map((row) => `2026-11-21T00:00:00Z,AQ-01,${row}`)
    const [decoded] = decode(head + rows.join('\n'))
    expect(decoded?.reading?.values).toEqual({ pm25: 1 })
    expect(decoded?.rejections.map(({ reason }) => reason)).toEqual(['unknown_unit', 'not_a_number'])
  })

  test('a reading that may go on comes again with the next lines, so that blocks change nothing', () => {
    const rows = Array.from(
      { length: 40 },
      (_, i) => `${at + Math.floor(i / 3) * 60_000},AQ-01,${['pm25', 'pm10', 'no2'][i % 3]},${i},,`,
    )
    const decoder = csvDecoder(decodeCsvHeader(head.trim()))
    const whole = decoder(rows, known, true).decoded
    for (let size = 4; size < 20; size++) {
      const decoded = []
      for (let from = 0; from < rows.length;) {
        const part = decoder(rows.slice(from, from + size), known, from + size >= rows.length)
        decoded.push(...part.decoded)
        from += part.used
      }
      expect(decoded).toEqual(whole)
    }
  })
})

describe('the header decides', () => {
  test.each([
    ['date,pm25', 'no column is called time'],
    ['time,pm25', '--station ID'],
    ['time,station', 'no column is a parameter'],
    ['time,station,pm25,note', '--ignore "note"'],
    ['time,station,q_pm25', '"q_pm25" is no parameter'],
    ['time,station,pm25,PM25', 'stands twice'],
    ['time,station,pm25 mean (µg/m³),pm25 count', 'means of windows'],
  ])('%s', (header, said) => {
    expect(() => decodeCsvHeader(header)).toThrow(said)
  })

  test('a column is left out when that is said', () => {
    const form = decodeCsvHeader('time,station,pm25,note', { ignored: new Set(['note']) })
    expect(form.kind === 'wide' && form.columns.map(({ name }) => name)).toEqual(['pm25'])
  })
})

describe('numbers', () => {
  test.each([
    ['12.5', false, 12.5],
    ['-1.6', false, -1.6],
    ['1e-7', false, 1e-7],
    ['12,5', false, undefined],
    ['12,5', true, 12.5],
    ['1.234', true, undefined],
    ['0x10', false, undefined],
    ['0b1', false, undefined],
    ['Infinity', false, undefined],
    ['', false, undefined],
    ['1 000', false, undefined],
  ])('%j with comma %s is %s', (text, comma, value) => {
    expect(csvNumber(text, comma)).toBe(value)
  })

  test('the first rows tell the decimal comma; both spellings are not guessed', () => {
    expect(usesDecimalComma(['a;1,5', 'b;2'], ';')).toBe(true)
    expect(usesDecimalComma(['a;1.5'], ';')).toBe(false)
    expect(usesDecimalComma(['a,1,5'], ',')).toBe(false)
    expect(() => usesDecimalComma(['a;1,5', 'b;1.5'], ';')).toThrow('--decimal')
  })
})
