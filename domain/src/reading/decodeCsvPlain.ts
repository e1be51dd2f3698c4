import { flag, isFlag } from '../quality/flag.ts'
import { judgeRange } from '../quality/judgeRange.ts'
import type { Parameter } from '../station/parameter.ts'
import type { Domain } from '../station/station.ts'
import { timeBytesReader } from '../time/fileTimeBytes.ts'
import type { ColumnsBuilder } from './columnsBuilder.ts'
import type { CsvContext } from './decodeCsv.ts'
import type { WideForm } from './decodeCsvHeader.ts'
import { flagWith, meaningOf, stationNamed } from './decodeFileReading.ts'
import { asciiText } from './fileLines.ts'
import { plainNumber } from './plainNumber.ts'

/** How a column is read at stations of one domain. `parameter` undefined: a cell that is not empty is a fault. */
interface Plan {
  cell: number
  /** -1: none. */
  flagCell: number
  trusted: boolean
  parameter: Parameter | undefined
  place: number
  factor: number
}

interface KnownStation {
  name: Uint8Array
  place: number
  plans: readonly Plan[]
}

const quote = 34
const carriageReturn = 13
const comment = 35
/** Stations that are remembered by how a file writes them. */
const mostStations = 10_000

/** Reads rows of a wide file straight into columns where they are written plainly, as nearly all are: no quotes, no
 *  spaces, plain numbers, a known station, a time that is believed, nothing to reject. The row is the same that the
 *  careful way gives.
 *  @returns function that takes a line without its line feed; false when it is not plain, nothing was added then.
 *  `latest`: times after it lie in the future, ms since 1970 UTC */
export function plainRows(form: WideForm, known: Omit<CsvContext, 'now'>, columns: ColumnsBuilder) {
  const delimiter = form.delimiter.charCodeAt(0)
  const point = known.decimalComma ? 44 : 46
  const lastCell = form.width - 1
  /** Where each cell of the row ends; a cell begins behind the end of the one before it. */
  const ends = new Int32Array(form.width)
  const readTime = timeBytesReader(known.readTime)
  const byDomain = new Map<Domain, readonly Plan[] | undefined>()
  const byHash = new Map<number, KnownStation>()
  const sole = form.station === undefined ? learn(new Uint8Array(), known.station ?? '') : undefined

  function learn(name: Uint8Array, text: string): KnownStation | undefined {
    const station = stationNamed(text, { ...known, now: 0 })
    if (!station) return undefined
    if (!byDomain.has(station.domain))
      byDomain.set(station.domain, plansOf(form, station.domain, known, columns))
    const plans = byDomain.get(station.domain)
    return plans && { name, place: columns.placeOfStation(station.id, station.domain), plans }
  }

  function stationAt(bytes: Uint8Array, from: number, to: number): KnownStation | undefined {
    let hash = to - from
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0
    const found = byHash.get(hash)
    if (found) return isSame(found.name, bytes, from, to) ? found : undefined
    const text = asciiText(bytes, from, to)
    if (text === undefined || text !== text.trim() || byHash.size >= mostStations) return undefined
    const station = learn(bytes.slice(from, to), text)
    if (station) byHash.set(hash, station)
    return station
  }

  return (bytes: Uint8Array, from: number, lineEnd: number, latest: number): boolean => {
    const to = lineEnd > from && bytes[lineEnd - 1] === carriageReturn ? lineEnd - 1 : lineEnd
    if (bytes[from] === comment) return false
    let cell = 0
    for (let at = from; at < to; at++) {
      const byte = bytes[at]!
      if (byte === delimiter) {
        if (cell === lastCell) return false
        ends[cell++] = at
      } else if (byte === quote) return false
    }
    if (cell !== lastCell) return false
    ends[lastCell] = to
    const startOf = (one: number) => (one === 0 ? from : ends[one - 1]! + 1)

    const station =
      sole ??
      (form.station === undefined ? undefined : stationAt(bytes, startOf(form.station), ends[form.station]!))
    if (!station) return false
    const time = readTime(bytes, startOf(form.time), ends[form.time]!)
    // Also false for NaN.
    if (!(time <= latest)) return false
    const { plans } = station
    for (let one = 0; one < plans.length; one++) {
      const { cell: at, flagCell, trusted, parameter, place, factor } = plans[one]!
      const start = startOf(at)
      const end = ends[at]!
      if (start === end) continue
      const number = parameter ? plainNumber(bytes, start, end, point) : Number.NaN
      const given = flagCell < 0 ? flag.good : flagAt(bytes, startOf(flagCell), ends[flagCell]!)
      if (Number.isNaN(number) || given === 0) {
        columns.drop()
        return false
      }
      const value = number * factor
      const judged = flagWith(judgeRange(parameter!, value), given, trusted)
      columns.value(place, value, judged === flag.good ? 0 : judged)
    }
    if (columns.isEmpty) return false
    columns.end(station.place, time)
    return true
  }
}

/** undefined where two columns mean the same parameter: the later one wins, which columns cannot say. */
function plansOf(
  form: WideForm,
  domain: Domain,
  known: Omit<CsvContext, 'now'>,
  columns: ColumnsBuilder,
): readonly Plan[] | undefined {
  const plans = form.columns.map(({ index, name, unit, flag: flagCell = -1, trusted }): Plan => {
    const meant = meaningOf(domain, name, unit, known.mappings)
    const place = meant ? columns.placeOfParameter(meant.parameter.id) : -1
    return { cell: index, flagCell, trusted, parameter: meant?.parameter, place, factor: meant?.factor ?? 1 }
  })
  const places = plans.flatMap(({ place }) => (place < 0 ? [] : [place]))
  return new Set(places).size === places.length ? plans : undefined
}

/** A flag of one digit, 1 for an empty cell; 0 for everything else. */
function flagAt(bytes: Uint8Array, from: number, to: number) {
  if (from === to) return flag.good
  const digit = to - from === 1 ? bytes[from]! - 48 : 0
  return isFlag(digit) ? digit : 0
}

function isSame(name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false
  for (let at = from; at < to; at++) if (bytes[at] !== name[at - from]) return false
  return true
}
