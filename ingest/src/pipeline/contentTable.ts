/** Digests by station and time, in flat memory: two hundred thousand entries of a Map are 20 MB of small objects that every
 *  garbage collection walks; here they are 10 MB that it never looks at. Open addressing with linear probing. */
export class ContentTable {
  /** Number of a station, shared by the tables that know the same stations. */
  readonly #numbers: Map<string, number>
  #stations: Uint32Array
  #times: Float64Array
  #contents: Float64Array
  #slots: number
  #used = 0
  /** Entries that hold a digest. */
  size = 0

  /** @param numbers shared numbering of stations; new ones are added
   *  @param entries how many are expected; it grows beyond */
  constructor(numbers: Map<string, number>, entries: number) {
    this.#numbers = numbers
    this.#slots = 2 ** Math.ceil(Math.log2(Math.max(16, entries * 2)))
    this.#stations = new Uint32Array(this.#slots)
    this.#times = new Float64Array(this.#slots)
    this.#contents = new Float64Array(this.#slots)
  }

  get(station: string, time: number): number | undefined {
    const number = this.#numbers.get(station)
    if (number === undefined) return undefined
    const slot = this.#slotOf(number, time)
    const content = this.#contents[slot]!
    return this.#stations[slot] === 0 || Number.isNaN(content) ? undefined : content
  }

  set(station: string, time: number, content: number): void {
    let number = this.#numbers.get(station)
    if (number === undefined) this.#numbers.set(station, (number = this.#numbers.size + 1))
    let slot = this.#slotOf(number, time)
    if (this.#stations[slot] === 0) {
      if (++this.#used * 4 > this.#slots * 3) {
        this.#grow()
        slot = this.#slotOf(number, time)
      }
      this.#stations[slot] = number
      this.#times[slot] = time
      this.size++
    } else if (Number.isNaN(this.#contents[slot]!)) this.size++
    this.#contents[slot] = content
  }

  /** The place of what is taken out stays taken, so that those behind it are found. */
  delete(station: string, time: number): void {
    const number = this.#numbers.get(station)
    if (number === undefined) return
    const slot = this.#slotOf(number, time)
    if (this.#stations[slot] === 0 || Number.isNaN(this.#contents[slot]!)) return
    this.#contents[slot] = NaN
    this.size--
  }

  /** Where the entry is, or where it would be put. */
  #slotOf(number: number, time: number): number {
    const mask = this.#slots - 1
    let hash = Math.imul(number, 0x9e37_79b1) ^ Math.imul(time ^ (time / 65_536), 0x85eb_ca6b)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d)
    let slot = (hash ^ (hash >>> 13)) & mask
    while (this.#stations[slot] !== 0 && (this.#stations[slot] !== number || this.#times[slot] !== time))
      slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [stations, times, contents] = [this.#stations, this.#times, this.#contents]
    this.#slots *= 2
    this.#stations = new Uint32Array(this.#slots)
    this.#times = new Float64Array(this.#slots)
    this.#contents = new Float64Array(this.#slots)
    for (let old = 0; old < stations.length; old++) {
      if (stations[old] === 0) continue
      const slot = this.#slotOf(stations[old]!, times[old]!)
      this.#stations[slot] = stations[old]!
      this.#times[slot] = times[old]!
      this.#contents[slot] = contents[old]!
    }
  }
}
