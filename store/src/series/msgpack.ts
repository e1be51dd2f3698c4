/** Reads MessagePack (the format's specification, github.com/msgpack/msgpack): arrays, maps with text keys, text, numbers,
 *  nil and booleans, which is what InfluxDB 1.x answers queries with. Whole numbers beyond 2⁵³ are rounded as JSON.parse rounds
 *  them. Its methods throw an Error for anything else and for bytes that end too early. */
export class MsgpackReader {
  readonly #view: DataView
  readonly #bytes: Uint8Array
  readonly #special: Readonly<Record<string, (reader: MsgpackReader) => unknown>>
  #at = 0

  /** @param special reads what stands under these keys of maps, instead of `value` */
  constructor(bytes: Uint8Array, special: Readonly<Record<string, (reader: MsgpackReader) => unknown>> = {}) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#bytes = bytes
    this.#special = special
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** The head of an array: how many values follow. */
  arrayLength(): number {
    const type = this.#count(1)
    if (type >= 0x90 && type <= 0x9f) return type & 0x0f
    if (type === 0xdc) return this.#count(2)
    if (type === 0xdd) return this.#count(4)
    throw new Error('this is no array')
  }

  /** The next value when it is a number; NaN for any other. */
  number(): number {
    // Nearly all are one of these: a measured value, a time, a small count.
    const view = this.#view
    const type = view.getUint8(this.#at)
    if (type === 0xcb) {
      this.#at += 9
      return view.getFloat64(this.#at - 8)
    }
    if (type <= 0x7f) {
      this.#at++
      return type
    }
    const found = this.value()
    return typeof found === 'number' ? found : NaN
  }

  value(): unknown {
    const type = this.#count(1)
    if (type <= 0x7f) return type
    if (type >= 0xe0) return type - 0x100
    if (type <= 0x8f) return this.#map(type & 0x0f)
    if (type <= 0x9f) return this.#array(type & 0x0f)
    if (type <= 0xbf) return this.#text(type & 0x1f)
    const view = this.#view
    switch (type) {
      case 0xc0:
        return null
      case 0xc2:
        return false
      case 0xc3:
        return true
      case 0xca:
        return view.getFloat32(this.#skip(4))
      case 0xcb:
        return view.getFloat64(this.#skip(8))
      case 0xcc:
        return this.#count(1)
      case 0xcd:
        return this.#count(2)
      case 0xce:
        return this.#count(4)
      case 0xcf:
        return this.#count(4) * 2 ** 32 + this.#count(4)
      case 0xd0:
        return view.getInt8(this.#skip(1))
      case 0xd1:
        return view.getInt16(this.#skip(2))
      case 0xd2:
        return view.getInt32(this.#skip(4))
      case 0xd3:
        return view.getInt32(this.#skip(4)) * 2 ** 32 + this.#count(4)
      case 0xd9:
        return this.#text(this.#count(1))
      case 0xda:
        return this.#text(this.#count(2))
      case 0xdb:
        return this.#text(this.#count(4))
      case 0xdc:
        return this.#array(this.#count(2))
      case 0xdd:
        return this.#array(this.#count(4))
      case 0xde:
        return this.#map(this.#count(2))
      case 0xdf:
        return this.#map(this.#count(4))
      default:
        throw new Error(`type 0x${type.toString(16)} is not known`)
    }
  }

  #skip(bytes: number): number {
    const from = this.#at
    this.#at += bytes
    return from
  }

  #count(size: 1 | 2 | 4): number {
    const from = this.#skip(size)
    if (size === 1) return this.#view.getUint8(from)
    return size === 2 ? this.#view.getUint16(from) : this.#view.getUint32(from)
  }

  #text(length: number): string {
    const from = this.#skip(length)
    if (this.#at > this.#bytes.length) throw new RangeError('the text ends too early')
    return decoder.decode(this.#bytes.subarray(from, this.#at))
  }

  #array(length: number): unknown[] {
    const items: unknown[] = []
    for (let one = 0; one < length; one++) items.push(this.value())
    return items
  }

  #map(length: number): Record<string, unknown> {
    const found: Record<string, unknown> = {}
    for (let one = 0; one < length; one++) {
      const key = this.value()
      if (typeof key !== 'string') throw new Error('a key is no text')
      const read = Object.hasOwn(this.#special, key) ? this.#special[key] : undefined
      found[key] = read ? read(this) : this.value()
    }
    return found
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })
