import { flag } from '../quality/flag.ts'
import { judgeRange } from '../quality/judgeRange.ts'
import type { Parameter } from '../station/parameter.ts'
import type { Domain } from '../station/station.ts'
import type { CsvForm, LongForm, WideForm } from './decodeCsvHeader.ts'
import { csvNumber, splitCsvLine } from './decodeCsvLine.ts'
import {
  decodeFileReading,
  flagOf,
  flagWith,
  meaningOf,
  setFlag,
  stationNamed,
  type FileContext,
  type FileValue,
} from './decodeFileReading.ts'
import { futureLimitMs, type DecodedReading } from './decodeReadings.ts'
import type { Reading } from './reading.ts'

export interface CsvContext extends FileContext {
  /** Station of the whole file; needed when the form has no column for it. */
  station?: string | undefined
  readTime: (text: string) => number | undefined
  decimalComma: boolean
}

/** What a run of lines became. `used`: lines that need not come again; fewer than given only when the last rows are of
 *  one reading that may go on. */
export interface DecodedLines {
  decoded: DecodedReading[]
  used: number
}

/** Decodes rows of a file of that form: lines without their line break, the header not among them. Blank lines and
 *  comments (`#`) are passed over.
 *  @param isLast no more lines follow */
export function csvDecoder(form: CsvForm) {
  if (form.kind === 'long') return longRows(form)
  const row = wideRow(form)
  return (lines: readonly string[], context: CsvContext, _isLast: boolean): DecodedLines => {
    const decoded: DecodedReading[] = []
    for (const line of lines) {
      const one = row(line, context)
      if (one) decoded.push(one)
    }
    return { decoded, used: lines.length }
  }
}

/** The same for one line of a wide file; undefined for a blank one and a comment. */
export function wideRow(form: WideForm) {
  const decode = wideRows(form)
  return (line: string, context: CsvContext): DecodedReading | undefined => {
    const text = contentOf(line)
    return text === '' ? undefined : decode(text, context)
  }
}

function contentOf(line: string): string {
  const text = line.charCodeAt(line.length - 1) === 13 ? line.slice(0, -1) : line
  return text.charCodeAt(0) === 35 || text.trim() === '' ? '' : text
}

/** How a column is read at stations of one domain. */
interface Plan {
  index: number
  flagIndex: number | undefined
  trusted: boolean
  /** undefined: a cell that is not empty is a fault. */
  parameter: Parameter | undefined
  factor: number
}

function wideRows(form: WideForm) {
  const plans = new Map<Domain, Plan[]>()
  function planOf(domain: Domain, mappings: FileContext['mappings']): Plan[] {
    let plan = plans.get(domain)
    if (plan) return plan
    plan = form.columns.map(({ index, name, unit, flag: flagIndex, trusted }) => {
      const meant = meaningOf(domain, name, unit, mappings)
      return { index, flagIndex, trusted, parameter: meant?.parameter, factor: meant?.factor ?? 1 }
    })
    plans.set(domain, plan)
    return plan
  }
  return (line: string, context: CsvContext): DecodedReading => {
    const cells = splitCsvLine(line, form.delimiter)
    if (!cells || cells.length !== form.width) return badRow(line, cells, form)
    const station = stationNamed(stationOf(form, cells, context), context)
    const time = context.readTime(cells[form.time]!)
    if (!station || time === undefined || time > context.now + futureLimitMs) return slow(cells, context)
    const reading: Reading = { station: station.id, domain: station.domain, time, values: {}, flags: {} }
    let isEmpty = true
    for (const { index, parameter, factor, flagIndex, trusted } of planOf(station.domain, context.mappings)) {
      const text = cells[index]!
      if (text === '') continue
      const number = parameter && csvNumber(text, context.decimalComma)
      if (number === undefined) return slow(cells, context)
      const value = number * factor
      const judged = judgeRange(parameter!, value)
      const said = flagIndex === undefined ? '' : cells[flagIndex]!
      const given = said === '' ? flag.good : flagOf(said)
      if (given === undefined) return slow(cells, context)
      reading.values[parameter!.id] = value
      setFlag(reading, parameter!.id, flagWith(judged, given, trusted))
      isEmpty = false
    }
    return isEmpty ? slow(cells, context) : { station: station.id, reading, rejections: [] }
  }
  function slow(cells: readonly string[], context: CsvContext): DecodedReading {
    const values: FileValue[] = []
    for (const { index, name, unit, flag: flagIndex, trusted } of form.columns) {
      const text = cells[index]!.trim()
      if (text === '') continue
      const said = flagIndex === undefined ? '' : cells[flagIndex]!.trim()
      values.push({ name, unit, flag: said, trusted, value: csvNumber(text, context.decimalComma) ?? text })
    }
    const ts = cells[form.time]!
    return decodeFileReading(
      stationOf(form, cells, context),
      context.readTime(ts) ?? ts.trim(),
      values,
      context,
    )
  }
}

function stationOf(form: CsvForm, cells: readonly string[], context: CsvContext): string {
  return form.station === undefined ? (context.station ?? '') : cells[form.station]!.trim()
}

/** Rows of one station and moment that stand together make one reading; a parameter that comes again begins another,
 *  so that a correction stays one. */
function longRows(form: LongForm) {
  return (lines: readonly string[], context: CsvContext, isLast: boolean): DecodedLines => {
    const decoded: DecodedReading[] = []
    let open: { id: string; ts: string; values: FileValue[]; since: number } | undefined
    const close = () => {
      if (open) decoded.push(longReading(open, context))
      open = undefined
    }
    for (const [index, line] of lines.entries()) {
      const text = contentOf(line)
      if (text === '') continue
      const cells = splitCsvLine(text, form.delimiter)
      if (!cells || cells.length !== form.width) {
        close()
        decoded.push(badRow(text, cells, form))
        continue
      }
      const id = stationOf(form, cells, context)
      const ts = cells[form.time]!
      const cell = (at: number | undefined) => (at === undefined ? '' : cells[at]!.trim())
      const name = cell(form.parameter)
      if (open && (open.id !== id || open.ts !== ts || open.values.some((one) => one.name === name))) close()
      open ??= { id, ts, values: [], since: index }
      const value = cell(form.value)
      if (value === '') continue
      const number = csvNumber(value, context.decimalComma) ?? value
      open.values.push({ name, value: number, unit: cell(form.unit), flag: cell(form.flag), trusted: false })
    }
    // A reading that fills all lines is ended here: whoever writes such a file must not stop the import.
    if (!isLast && open && open.since > 0) return { decoded, used: open.since }
    close()
    return { decoded, used: lines.length }
  }
}

function longReading(
  { id, ts, values }: { id: string; ts: string; values: readonly FileValue[] },
  context: CsvContext,
): DecodedReading {
  const time = context.readTime(ts)
  const station = stationNamed(id, context)
  const slow = () => decodeFileReading(id, time ?? ts.trim(), values, context)
  if (!station || time === undefined || time > context.now + futureLimitMs || values.length === 0)
    return slow()
  const reading: Reading = { station: station.id, domain: station.domain, time, values: {}, flags: {} }
  for (const { name, value, unit, flag: said } of values) {
    const meant = meaningOf(station.domain, name, unit, context.mappings)
    const given = said === '' ? flag.good : flagOf(said)
    if (!meant || given === undefined || typeof value !== 'number') return slow()
    const { parameter, factor } = meant
    reading.values[parameter.id] = value * factor
    setFlag(reading, parameter.id, flagWith(judgeRange(parameter, value * factor), given, false))
  }
  return { station: station.id, reading, rejections: [] }
}

function badRow(line: string, cells: readonly string[] | undefined, form: CsvForm): DecodedReading {
  const detail = cells ? `${cells.length} cells, the header has ${form.width}` : 'its quotes do not fit'
  const raw = line.slice(0, 2000)
  return { station: null, rejections: [{ scope: 'reading', reason: 'bad_row', detail, station: null, raw }] }
}
