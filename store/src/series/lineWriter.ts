import type { SeriesPoint } from '@city/domain/series/seriesStore.ts'
import { declarationOf } from './declared.ts'
import { escapeTag, escapeText } from './lineProtocol.ts'
import { numberBytes, putBytes, putNumber, withRoom } from './numberText.ts'

/** A field as it opens in a line: `,pm25=`. */
interface FieldText {
  open: Uint8Array
  isInteger: boolean
}

const utf8 = new TextEncoder()
const [integer, quote, space, lineBreak] = [105, 34, 32, 10]
/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const bytesPerUnit = 3
/** Of an average line; it grows beyond. */
const lineBytes = 100

/** By measurement, then by name: measurements are declared, so these are few. */
const fieldTexts = new Map<string, Map<string, FieldText>>()

/** Writes points as lines of line protocol, each ended by a line break, time in milliseconds, into bytes: a text put together
 *  out of pieces keeps all of them in memory until it is sent.
 *  Escaping: backslash before comma, equals sign and space in names and tags; before quote and backslash in text
 *  (docs.influxdata.com, line protocol reference, 1.x and 2.x alike). */
export class LineWriter {
  #bytes: Uint8Array<ArrayBuffer>
  #end = 0

  /** @param points how many are expected */
  constructor(points: number) {
    this.#bytes = new Uint8Array((points + 1) * lineBytes)
  }

  /** @param point one that `checkPoints` lets pass
   *  @param key measurement and tags as they open its line (`seriesKeyOf`) in UTF-8 */
  put({ measurement, time, fields }: SeriesPoint, key: Uint8Array): void {
    this.#fit(key.length + 2 + numberBytes)
    this.#end = putBytes(this.#bytes, this.#end, key)
    this.#bytes[this.#end++] = space
    let texts = fieldTexts.get(measurement)
    if (!texts) fieldTexts.set(measurement, (texts = new Map<string, FieldText>()))
    // The first field has no comma before it.
    let left = 1
    for (const field in fields) {
      let text = texts.get(field)
      if (!text) texts.set(field, (text = fieldText(measurement, field)))
      this.#putField(text, left, fields[field]!)
      left = 0
    }
    this.#fit(2 + numberBytes)
    this.#bytes[this.#end++] = space
    this.#end = putNumber(this.#bytes, this.#end, time)
    this.#bytes[this.#end++] = lineBreak
  }

  /** What was put, in a block of its own size. */
  lines(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#end)
  }

  #putField({ open, isInteger }: FieldText, left: number, value: number | string): void {
    this.#fit(open.length + numberBytes + 1)
    this.#end = putBytes(this.#bytes, this.#end, open, left)
    if (typeof value === 'number') {
      this.#end = putNumber(this.#bytes, this.#end, value)
      if (isInteger) this.#bytes[this.#end++] = integer
      return
    }
    const text = escapeText(value)
    this.#fit(text.length * bytesPerUnit + 2)
    this.#bytes[this.#end++] = quote
    this.#end += utf8.encodeInto(text, this.#bytes.subarray(this.#end)).written
    this.#bytes[this.#end++] = quote
  }

  #fit(more: number): void {
    this.#bytes = withRoom(this.#bytes, this.#end + more)
  }
}

function fieldText(measurement: string, field: string): FieldText {
  const isInteger = declarationOf(measurement).fields[field] === 'integer'
  return { open: utf8.encode(`,${escapeTag(field)}=`), isInteger }
}
