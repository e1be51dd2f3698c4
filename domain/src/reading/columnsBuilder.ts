import type { Domain } from '../station/station.ts'
import type { Reading } from './reading.ts'
import type { ReadingColumns } from './readingColumns.ts'

/** Gathers readings as columns. Places of stations and parameters stay the same from one `take` to the next. */
export class ColumnsBuilder {
  readonly #stations: ReadingColumns['stations'] = []
  readonly #stationPlaces = new Map<string, number>()
  readonly #parameters: string[] = []
  readonly #parameterPlaces = new Map<string, number>()
  #station = new Uint16Array(1024)
  #time = new Float64Array(1024)
  #count = new Uint8Array(1024)
  #parameter = new Uint8Array(4096)
  #value = new Float64Array(4096)
  #flag = new Uint8Array(4096)
  #state = new Uint8Array(4096)
  /** Whole readings and their values; `#end` counts the values of the one that is open too. */
  #length = 0
  #values = 0
  #end = 0

  placeOfStation(id: string, domain: Domain): number {
    let place = this.#stationPlaces.get(id)
    if (place === undefined) {
      this.#stationPlaces.set(id, (place = this.#stations.length))
      this.#stations.push({ id, domain })
    }
    return place
  }

  placeOfParameter(name: string): number {
    let place = this.#parameterPlaces.get(name)
    if (place === undefined) {
      this.#parameterPlaces.set(name, (place = this.#parameters.length))
      this.#parameters.push(name)
    }
    return place
  }

  /** Adds a value to the reading that is open. @param flag 0 for a good one; `state` 0 while measuring */
  value(parameter: number, value: number, flag: number, state = 0): void {
    if (this.#end === this.#value.length) this.#growValues()
    this.#parameter[this.#end] = parameter
    this.#value[this.#end] = value
    this.#state[this.#end] = state
    this.#flag[this.#end++] = flag
  }

  /** Whether the reading that is open has no values yet. */
  get isEmpty(): boolean {
    return this.#end === this.#values
  }

  /** Ends the reading that is open. @param time ms since 1970 UTC */
  end(station: number, time: number): void {
    if (this.#length === this.#time.length) this.#growReadings()
    this.#station[this.#length] = station
    this.#time[this.#length] = time
    this.#count[this.#length++] = this.#end - this.#values
    this.#values = this.#end
  }

  /** Forgets the values of the reading that is open. */
  drop(): void {
    this.#end = this.#values
  }

  add({ station, domain, time, values, flags, states }: Reading): void {
    const put = (name: string, value: number) =>
      this.value(this.placeOfParameter(name), value, flags[name] ?? 0, states?.[name] ?? 0)
    for (const name in values) put(name, values[name]!)
    for (const name in flags) if (!(name in values)) put(name, Number.NaN)
    this.end(this.placeOfStation(station, domain), time)
  }

  /** What was gathered since the last time. */
  take(): ReadingColumns {
    const [length, values] = [this.#length, this.#values]
    this.#length = this.#values = this.#end = 0
    return {
      length,
      stations: [...this.#stations],
      parameters: [...this.#parameters],
      station: this.#station.slice(0, length),
      time: this.#time.slice(0, length),
      count: this.#count.slice(0, length),
      parameter: this.#parameter.slice(0, values),
      value: this.#value.slice(0, values),
      flag: this.#flag.slice(0, values),
      state: this.#state.slice(0, values),
    }
  }

  #growReadings(): void {
    this.#station = grown(this.#station, new Uint16Array(this.#length * 2))
    this.#time = grown(this.#time, new Float64Array(this.#length * 2))
    this.#count = grown(this.#count, new Uint8Array(this.#length * 2))
  }

  #growValues(): void {
    this.#parameter = grown(this.#parameter, new Uint8Array(this.#end * 2))
    this.#value = grown(this.#value, new Float64Array(this.#end * 2))
    this.#flag = grown(this.#flag, new Uint8Array(this.#end * 2))
    this.#state = grown(this.#state, new Uint8Array(this.#end * 2))
  }
}

function grown<Column extends Uint8Array | Uint16Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from)
  return to
}
