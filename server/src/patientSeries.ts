import {
  StoreAway,
  type SeriesQuery,
  type SeriesRow,
  type SeriesStore,
  type WindowRow,
} from '@city/domain/series/seriesStore.ts'

/** A series store for readers that may not be there yet: until it could be opened every read rejects with StoreAway,
 *  and `ping` tries to open it. */
export class PatientSeries implements Pick<
  SeriesStore,
  'readRows' | 'readColumns' | 'readWindows' | 'ping' | 'close'
> {
  #store: SeriesStore | undefined
  readonly #open: () => Promise<SeriesStore>

  /** @param open rejects with StoreAway when trying again later can help */
  constructor(open: () => Promise<SeriesStore>) {
    this.#open = open
  }

  async readRows(query: SeriesQuery & { limit?: number }): Promise<SeriesRow[]> {
    return this.#opened().readRows(query)
  }

  /** As the store has it; until it could be opened rows are asked for, which rejects. */
  get readColumns(): SeriesStore['readColumns'] {
    return this.#store?.readColumns?.bind(this.#store)
  }

  async readWindows(query: SeriesQuery & { everyMs: number; offsetMs?: number }): Promise<WindowRow[]> {
    return this.#opened().readWindows(query)
  }

  async ping(): Promise<void> {
    this.#store ??= await this.#open()
    await this.#store.ping()
  }

  async close(): Promise<void> {
    await this.#store?.close()
  }

  #opened(): SeriesStore {
    if (!this.#store) throw new StoreAway('the series store has not been reached yet')
    return this.#store
  }
}
