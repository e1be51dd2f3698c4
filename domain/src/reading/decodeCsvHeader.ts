import { findParameter } from '../station/parameter.ts'
import { domains, type Domain, type Station } from '../station/station.ts'
import { splitCsvLine, type Delimiter } from './decodeCsvLine.ts'

/** A column of values in a wide file. `trusted`: its flags come from our own export and are kept as they are. */
export interface ValueColumn {
  index: number
  name: string
  unit: string
  flag: number | undefined
  trusted: boolean
}

interface Common {
  delimiter: Delimiter
  /** Cells in each row. */
  width: number
  time: number
  /** Column of the station; undefined: every row belongs to the station that the caller names. */
  station: number | undefined
}
/** One row per station and moment, a column per parameter. */
export interface WideForm extends Common {
  kind: 'wide'
  columns: readonly ValueColumn[]
}
/** One row per value. */
export interface LongForm extends Common {
  kind: 'long'
  parameter: number
  value: number
  unit: number | undefined
  flag: number | undefined
}
export type CsvForm = WideForm | LongForm

export interface HeaderOptions {
  /** Station of the whole file, where no column names it. */
  station?: Station | undefined
  /** Columns that are left out, as they are called in the header. */
  ignored?: ReadonlySet<string>
  /** Whether a domain has a parameter of that name; the city's own aliases included. */
  isParameter?: (domain: Domain, name: string) => boolean
}

const timeNames = new Set(['time', 'ts', 'timestamp'])
const forms = 'time,station,<parameter…> or time,station,parameter,value[,unit][,flag]'
/** Columns of windows in our own export: means are no readings. */
const windowColumn = /^.+ (?:mean|sum|largest|min|max|count)(?: \(.+\))?$/

/** What the header of a CSV file says about its rows (docs/operations.md, backfill): our own export, wide or long.
 *  @throws Error that names the columns when none of the forms fits */
export function decodeCsvHeader(line: string, options: HeaderOptions = {}): CsvForm {
  const delimiter = delimiterOf(line)
  const names = splitCsvLine(line.trim(), delimiter)?.map((name) => name.trim()) ?? []
  const quoted = names.map((name) => `"${name.slice(0, 60)}"`).join(', ')
  const fault = (text: string) => new Error(`${text}; the header has ${quoted}`)
  const lower = names.map((name) => name.toLowerCase())
  const twice = lower.find((name, index) => lower.indexOf(name) !== index)
  if (twice !== undefined) throw fault(`the column "${twice}" stands twice`)
  const time = lower.findIndex((name) => timeNames.has(name))
  if (time < 0) throw fault(`no column is called time; a CSV file has ${forms}`)
  const find = (name: string) => (lower.includes(name) ? lower.indexOf(name) : undefined)
  const station = options.station ? undefined : find('station')
  if (station === undefined && !options.station)
    throw fault('no column is called station: name the station of the whole file with --station ID')
  const common = { delimiter, width: names.length, time, station }
  const [parameter, value] = [find('parameter'), find('value')]
  if (parameter !== undefined && value !== undefined)
    return { kind: 'long', ...common, parameter, value, unit: find('unit'), flag: find('flag') }
  if (names.some((name) => windowColumn.test(name)))
    throw fault('these are means of windows, not readings: export the raw readings (every=raw)')
  const isOurs = options.isParameter ?? ((domain, name) => findParameter(domain, name) !== undefined)
  const known = (name: string) =>
    (options.station ? [options.station.domain] : domains).some((domain) => isOurs(domain, name))
  const columns = valueColumns(
    names,
    (name, index) => index === time || lower[index] === 'station' || isIgnored(options, name),
  )
  const strange = columns.find(({ name }) => !known(name))
  if (strange)
    throw fault(`the column "${strange.name}" is no parameter (leave it out with --ignore "${strange.name}")`)
  if (columns.length === 0) throw fault(`no column is a parameter; a CSV file has ${forms}`)
  return { kind: 'wide', ...common, columns }
}

function isIgnored({ ignored }: HeaderOptions, name: string): boolean {
  return ignored?.has(name) ?? false
}

/** Columns of values with their units `pm25 (µg/m³)` and flags: `pm25 flag` (our export) or `q_pm25`. */
function valueColumns(
  names: readonly string[],
  isOther: (name: string, index: number) => boolean,
): ValueColumn[] {
  const flags = new Map<string, { index: number; trusted: boolean }>()
  const columns: ValueColumn[] = []
  for (const [index, name] of names.entries()) {
    if (isOther(name, index)) continue
    const isOurs = name.endsWith(' flag')
    const flagOf = isOurs ? name.slice(0, -5) : name.startsWith('q_') ? name.slice(2) : undefined
    if (flagOf !== undefined) flags.set(flagOf, { index, trusted: isOurs })
    else {
      const match = /^(.+?) \(([^()]+)\)$/.exec(name)
      columns.push({
        index,
        name: match?.[1] ?? name,
        unit: match?.[2] ?? '',
        flag: undefined,
        trusted: false,
      })
    }
  }
  for (const column of columns) {
    const flag = flags.get(column.name)
    if (!flag) continue
    flags.delete(column.name)
    column.flag = flag.index
    column.trusted = flag.trusted
  }
  // A flag without its value says nothing; shown as the column that fits no parameter.
  for (const { index } of flags.values())
    columns.push({ index, name: names[index]!, unit: '', flag: undefined, trusted: false })
  return columns
}

function delimiterOf(line: string): Delimiter {
  const count = (mark: string) => line.split(mark).length
  const [commas, semicolons, tabs] = [count(','), count(';'), count('\t')]
  if (tabs > commas && tabs > semicolons) return '\t'
  return semicolons > commas ? ';' : ','
}
