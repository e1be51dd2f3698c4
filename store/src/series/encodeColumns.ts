import { readingAt, type ReadingColumns } from '@city/domain/reading/readingColumns.ts'
import { qualityFields } from '@city/domain/series/measurements.ts'
import { readingPoint } from '@city/domain/series/readingPoint.ts'
import { checkPoints, checkTags, declarationOf, farthestMs, fieldTypeOf } from './declared.ts'
import { escapeTag, seriesKeyOf } from './lineProtocol.ts'
import { numberBytes, putBytes, putNumber, withRoom } from './numberText.ts'

/** A field as it opens in a line: `,pm25=`, `,q_pm25=` and `,s_pm25=`. */
interface FieldText {
  value: Uint8Array
  flag: Uint8Array
  state: Uint8Array
}

/** A station as it opens a line, `air,station=AQ-01 `, and the fields of its domain by their places in the columns. */
interface StationText {
  key: Uint8Array
  fields: (FieldText | undefined)[]
}

const utf8 = new TextEncoder()
const integer = 105
/** Bytes of a time with its space and line break, and then some. */
const timeBytes = 32

/** Writes readings out of columns as line protocol, byte by byte what `encodeLines` makes of their points. What the lines
 *  of a station or a field have in common is checked and made once. */
export class ColumnsEncoder {
  readonly #stations = new Map<string, Uint8Array>()
  readonly #fields = new Map<string, FieldText>()
  #bytes = new Uint8Array(64 * 1024)

  /** The readings from one place to another (the latter not among them), whose values begin at `at`. Throws StoreRefused
   *  when one of them cannot be stored. */
  encode(columns: ReadingColumns, from: number, to: number, at: number): Uint8Array<ArrayBuffer> {
    const { station, time, count, parameter, value, flag, state } = columns
    const texts: (StationText | undefined)[] = []
    const longest = Math.max(0, ...columns.parameters.map((name) => name.length)) * 3 + 8
    let end = 0
    let place = at
    let lastTime = Number.NaN
    let clock = new Uint8Array()
    for (let index = from; index < to; index++) {
      const { key, fields } = (texts[station[index]!] ??= this.#stationText(columns, station[index]!))
      const values = count[index]!
      const moment = time[index]!
      if (moment !== lastTime) {
        if (!Number.isInteger(moment) || Math.abs(moment) > farthestMs) refuse(columns, index, place)
        clock = utf8.encode(` ${moment}\n`)
        lastTime = moment
      }
      if (values === 0) refuse(columns, index, place)
      const room = key.length + values * 3 * (longest + numberBytes) + timeBytes
      const bytes = (this.#bytes = withRoom(this.#bytes, end + room))
      end = putBytes(bytes, end, key)
      for (let one = 0; one < values; one++, place++) {
        const number = value[place]!
        const judged = flag[place]!
        const isMissing = Number.isNaN(number) && judged !== 0
        if (!Number.isFinite(number) && !isMissing) refuse(columns, index, place - one)
        const field = (fields[parameter[place]!] ??= this.#fieldText(columns, index, place))
        // The first field has no comma before it.
        const left = one === 0 ? 1 : 0
        if (!isMissing) end = putNumber(bytes, putBytes(bytes, end, field.value, left), number)
        if (judged === 0) continue
        end = putNumber(bytes, putBytes(bytes, end, field.flag, isMissing ? left : 0), judged)
        bytes[end++] = integer
        if (state[place] === 0) continue
        end = putNumber(bytes, putBytes(bytes, end, field.state), state[place]!)
        bytes[end++] = integer
      }
      end = putBytes(bytes, end, clock)
    }
    return this.#bytes.slice(0, end)
  }

  #stationText(columns: ReadingColumns, place: number): StationText {
    const { id, domain } = columns.stations[place]!
    let key = this.#stations.get(id)
    if (!key) {
      const point = { measurement: domain, tags: { station: id }, time: 0, fields: {} }
      checkTags(point, declarationOf(domain))
      this.#stations.set(id, (key = utf8.encode(`${seriesKeyOf(point)} `)))
    }
    return { key, fields: [] }
  }

  #fieldText(columns: ReadingColumns, index: number, at: number): FieldText {
    const { domain } = columns.stations[columns.station[index]!]!
    const name = columns.parameters[columns.parameter[at]!]!
    const known = this.#fields.get(`${domain}/${name}`)
    if (known) return known
    fieldTypeOf(declarationOf(domain), domain, name)
    const written = (field: string) => utf8.encode(`,${escapeTag(field)}=`)
    const names = qualityFields(name)
    const text = { value: written(name), flag: written(names.flag), state: written(names.state) }
    this.#fields.set(`${domain}/${name}`, text)
    return text
  }
}

/** Throws the StoreRefused that the point of a reading gets. */
function refuse(columns: ReadingColumns, index: number, at: number): void {
  checkPoints([readingPoint(readingAt(columns, index, at))])
}
