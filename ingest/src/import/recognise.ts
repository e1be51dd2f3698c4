import type { ColumnsBuilder } from '@city/domain/reading/columnsBuilder.ts'
import { csvColumns } from '@city/domain/reading/decodeCsvColumns.ts'
import { decodeCsvHeader } from '@city/domain/reading/decodeCsvHeader.ts'
import { splitCsvLine, usesDecimalComma } from '@city/domain/reading/decodeCsvLine.ts'
import { decodeLineProtocol, looksLikeLineProtocol } from '@city/domain/reading/decodeLineProtocol.ts'
import { meaningOf, stationNamed, type FileContext } from '@city/domain/reading/decodeFileReading.ts'
import type { DecodedReading } from '@city/domain/reading/decodeReadings.ts'
import { textsOf, type FileLines } from '@city/domain/reading/fileLines.ts'
import { fileTimeReader, lacksOffset } from '@city/domain/time/fileTime.ts'
import { sampleBytes } from './input.ts'

/** What the caller says of the files. */
export interface FileOptions {
  /** Station of files that do not name one. */
  station: string | undefined
  /** Offset from UTC of times that have none, `+07:00`. */
  tz: string | undefined
  decimal: '.' | ',' | undefined
  /** Columns that are left out. */
  ignored: readonly string[]
}

/** A file whose rows can be decoded. `from`: offset of its first row, in bytes. */
export interface Recognised {
  kind: 'csv' | 'line protocol'
  from: number
  decoderInto: (columns: ColumnsBuilder) => DecodeLines
}

/** Decodes lines into the columns it was made for.
 *  @param isLast no more lines follow
 *  @param take gets what cannot go there as it is: it adds the readings among it
 *  @returns lines that need not come again */
export type DecodeLines = (
  lines: FileLines,
  now: number,
  isLast: boolean,
  take: (decoded: DecodedReading) => void,
) => number

/** Rows whose times are looked at before the whole file is. */
const rowsTried = 100

/** Finds out how a file is written from its first 64 KiB.
 *  @throws Error, one sentence, when it cannot be read as rows of readings */
export function recognise(sample: Buffer, options: FileOptions, known: Omit<FileContext, 'now'>): Recognised {
  if (sample.length === 0) throw new Error('it is empty')
  const bom = sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf ? 3 : 0
  refuseOtherEncodings(sample)
  const text = sample.toString('utf8', bom)
  const rows = text.split('\n')
  const first = rows.findIndex((row) => row.trim() !== '' && !/^\s*(#|CREATE )/.test(row))
  if (first < 0) throw new Error('it has no rows')
  const head = rows[first]!.replace(/\r$/, '')
  if (looksLikeLineProtocol(head)) {
    const decode: DecodeLines = (lines, now, _, take) => {
      for (const one of decodeLineProtocol(textsOf(lines), { ...known, now })) take(one)
      return lines.length
    }
    return { kind: 'line protocol', from: bom, decoderInto: () => decode }
  }
  const named = options.station ?? stationOfComment(rows.slice(0, first))
  const station = named === undefined ? undefined : stationNamed(named, { ...known, now: 0 })
  const wantsStation = !/(^|[,;\t"])\s*station\s*($|[,;\t"])/i.test(head)
  if (wantsStation && named !== undefined && !station)
    throw new Error(`the station ${named} is not in the registry`)
  const form = decodeCsvHeader(head, {
    station: options.station !== undefined || wantsStation ? station : undefined,
    ignored: new Set(options.ignored),
    isParameter: (domain, name) => meaningOf(domain, name, '', known.mappings) !== undefined,
  })
  // The last row of a full sample may be cut, and half a number be read as another spelling.
  const whole = sample.length < sampleBytes ? rows : rows.slice(0, -1)
  const body = whole
    .slice(first + 1, first + 1 + rowsTried)
    .filter((row) => row.trim() !== '' && !row.startsWith('#'))
  const readTime = fileTimeReader(options.tz)
  refuseUnreadableTimes(
    body.map((row) => splitCsvLine(row, form.delimiter)?.[form.time]?.trim() ?? ''),
    readTime,
  )
  const context = {
    ...known,
    station: station?.id,
    readTime,
    decimalComma:
      options.decimal === undefined ? usesDecimalComma(body, form.delimiter) : options.decimal === ',',
  }
  return {
    kind: 'csv',
    from: afterLine(sample, first),
    decoderInto: (columns) => csvColumns(form, context, columns),
  }
}

/** Offset behind a line; the end where the line has none. */
function afterLine(bytes: Buffer, line: number): number {
  let feed = -1
  for (let at = 0; at <= line; at++) {
    feed = bytes.indexOf(10, feed + 1)
    if (feed < 0) return bytes.length
  }
  return feed + 1
}

function refuseOtherEncodings(sample: Buffer): void {
  const mark = sample.readUInt16BE(0)
  if (sample.length > 1 && (mark === 0xfffe || mark === 0xfeff))
    throw new Error('it is UTF-16: write it as UTF-8 first (iconv -f UTF-16 -t UTF-8 FILE)')
  if (sample.includes(0)) throw new Error('it is no text file')
}

/** Our own export names its station in the comment above the header. */
function stationOfComment(comments: readonly string[]): string | undefined {
  return /^# Source: .*; station (\S+) .*; raw readings;/m.exec(comments.join('\n'))?.[1]
}

function refuseUnreadableTimes(
  times: readonly string[],
  readTime: (text: string) => number | undefined,
): void {
  if (times.length === 0 || times.some((time) => readTime(time) !== undefined)) return
  const example = times.find((time) => time !== '') ?? ''
  if (lacksOffset(example))
    throw new Error(
      `its times have no offset from UTC ("${example}"): say which one is meant with --tz +07:00`,
    )
  throw new Error(
    `its times cannot be read ("${example.slice(0, 60)}"): RFC 3339 like 2026-11-22T07:00:00+07:00 or epoch milliseconds`,
  )
}
