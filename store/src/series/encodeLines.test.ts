import { checkPoints } from './declared.ts'
import { encodeLines } from './encodeLines.ts'
import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { StoreRefused } from '@city/domain/series/seriesStore.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

/** One line, without its line break. */
const lineOf = (one: SeriesPoint): string => encodeLines([one]).slice(0, -1)

function point(tag: string, fields: SeriesPoint['fields']): SeriesPoint {
  return { measurement: 'air_index', tags: { station: tag }, time: 1_763_769_600_000, fields }
}

test('writes floats bare, text quoted, milliseconds last', () => {
  const line = lineOf(point('VN-HN-001', { value: 35.2, sub_pm25: 160, main: 'pm25' }))
  expect(line).toBe('air_index,station=VN-HN-001 value=35.2,sub_pm25=160,main="pm25" 1763769600000')
})

test('writes integer fields with an i and tags in order of name', () => {
  const camera = { measurement: 'camera', tags: { camera: 'c1' }, time: 5, fields: { online: 1, fps: 25 } }
  expect(lineOf(camera)).toBe('camera,camera=c1 online=1i,fps=25 5')
  const dossier = {
    measurement: 'dossier',
    tags: { unit: 'u', code: 'K01' },
    time: 5,
    fields: { value: 1e300 },
  }
  expect(lineOf(dossier)).toBe('dossier,code=K01,unit=u value=1e+300 5')
})

// Spellings from the line protocol reference of InfluxDB 1.x, "Special characters".
test.each([
  ['<script>alert("x")</script>', 'station=<script>alert("x")</script>'],
  ['a,b', 'station=a\\,b'],
  ['a b=c', 'station=a\\ b\\=c'],
  ['Hồ Tây – điểm 3', 'station=Hồ\\ Tây\\ –\\ điểm\\ 3'],
  ['a\\b', 'station=a\\b'],
])('spells the tag %j', (tag, spelt) => {
  expect(lineOf(point(tag, { value: 1 }))).toBe(`air_index,${spelt} value=1 1763769600000`)
})

test('escapes quotes and backslashes in text, and keeps line breaks inside the quotes', () => {
  const line = lineOf(point('s', { main: 'a "b" \\ c\nd' }))
  expect(line).toBe('air_index,station=s main="a \\"b\\" \\\\ c\nd" 1763769600000')
})

test.each(['a\nb', 'a\rb', 'a\tb', 'a\u0000', 'a\\', '', '\ud800', 'x'.repeat(1025)])(
  'refuses the tag %j',
  (tag) => {
    expect(() => checkPoints([point(tag, { value: 1 })])).toThrow(StoreRefused)
  },
)

test('is read back as it was, whatever tags and text hold', () => {
  const tag = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((text) => accepts(point(text, { value: 1 })))
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((main) => accepts(point('s', { main })))
  const float = fc.double({ noNaN: true, noDefaultInfinity: true })
  fc.assert(
    fc.property(tag, text, float, (station, main, value) => {
      const written = point(station, { main, value })
      expect(readLine(lineOf(written))).toEqual({
        tags: { station },
        fields: { main, value: value + 0 },
        time: written.time,
      })
    }),
  )
})

function accepts(one: SeriesPoint): boolean {
  try {
    checkPoints([one])
    return true
  } catch {
    return false
  }
}

/** A reader by the rules of InfluxDB's own parser (models/points.go, 1.x): a separator counts unless a backslash is
 *  right before it, or it is inside quotes of a field value. */
function readLine(line: string): {
  tags: Record<string, string>
  fields: Record<string, unknown>
  time: number
} {
  const keyEnd = separators(line, ' ')[0] ?? -1
  const rest = line.slice(keyEnd + 1)
  const fieldsEnd = rest.lastIndexOf(' ')
  const [, ...tags] = split(line.slice(0, keyEnd), ',')
  const fields = splitQuoted(rest.slice(0, fieldsEnd))
  return {
    tags: Object.fromEntries(tags.map((part) => pair(part).map((side) => side.replace(/\\([,= ])/g, '$1')))),
    fields: Object.fromEntries(fields.map((part) => [pair(part)[0], valueOf(pair(part)[1] ?? '')])),
    time: Number(rest.slice(fieldsEnd + 1)),
  }
}

function separators(text: string, separator: string): number[] {
  return [...text.matchAll(new RegExp(`(?<!\\\\)${separator}`, 'g'))].map(({ index }) => index)
}

function split(text: string, separator: string): string[] {
  const cuts = [-1, ...separators(text, separator), text.length]
  return cuts.slice(1).map((end, index) => text.slice((cuts[index] ?? 0) + 1, end))
}

function pair(text: string): string[] {
  const at = separators(text, '=')[0] ?? -1
  return [text.slice(0, at), text.slice(at + 1)]
}

function splitQuoted(text: string): string[] {
  return [...text.matchAll(/[^=,]+=(?:"(?:[^"\\]|\\.|\\\n)*"|[^,]*)/gs)].map(([part]) => part)
}

function valueOf(text: string): unknown {
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : Number(text)
}
